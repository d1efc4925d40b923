/** Element of a typed array where the index is known to be inside. One function a type: V8 keeps each monomorphic. */

export function real(values: Float64Array, index: number): number {
  return values[index] as number
}

export function whole(values: Uint32Array, index: number): number {
  return values[index] as number
}

export function signed(values: Int32Array, index: number): number {
  return values[index] as number
}
