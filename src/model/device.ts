/** The program that solves: double-precision reference, SIMD and threads of the processor, OpenCL. */
export type Backend = 'reference' | 'cpu' | 'opencl'

/** Something that can solve. `id` is what `SolveOptions.device` takes. */
export interface Device {
  readonly id: string
  readonly kind: 'cpu' | 'gpu' | 'accelerator'
  readonly name: string
  readonly vendor: string
  readonly driver: string
  /** Bytes. */
  readonly memory: number
  readonly computeUnits: number
  /** True when it can compute in double precision. */
  readonly double: boolean
  readonly usable: boolean
  /** Why it is not usable. */
  readonly reason?: string
}

/** A kind of device, or an `id` of `listDevices()`. `auto` takes the best one that is usable. */
export type DeviceChoice = 'auto' | 'cpu' | 'opencl_cpu' | 'opencl_gpu' | 'reference' | (string & {})

/** Which device did the work, and what was asked for. */
export interface DeviceMetadata {
  readonly requested: string
  readonly id: string
  readonly backend: Backend
  readonly name: string
  readonly precision: 'single' | 'double'
  readonly threads: number
  /** Instruction set of the CPU kernels: `baseline`, `avx2`, `avx512`. */
  readonly isa?: string
}
