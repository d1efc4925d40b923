import type { NativeBox, WritePatchesJob, WriteStepJob } from '../../binding/native.ts'
import type { Sliced } from '../../core/sliced.ts'
import { slicedHornBody } from '../../geometry/body.ts'
import type { Box } from '../../geometry/enclosure.ts'
import { hornOutline } from '../../geometry/outline.ts'
import { hornWall } from '../../geometry/wall.ts'
import type { Horn } from '../../model/horn.ts'
import { sectorBetween } from '../rings/ring-azimuths.ts'
import { hollowOf } from './hollow.ts'
import { stepPatches } from './step-patches.ts'

export type SolidJob = Omit<WriteStepJob, 'path'> | Omit<WritePatchesJob, 'path'>

/**
 * What OpenCASCADE is told of a horn's body: the generator of a body of revolution on the axis, patches of any other.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` when the design makes no body.
 */
export function* solidJob(design: Horn): Sliced<SolidJob> {
  const wall = hornWall(design)
  const { verticalOffset = 0, body } = design
  if (wall.isRound && body.kind !== 'enclosure' && verticalOffset === 0) return revolvedJob(design)
  const { sheets, box } = yield* slicedHornBody(design)
  yield
  const breaks = wall.breaks.map(({ azimuth }) => azimuth)
  const walk = box ? hollowOf(sheets) : sheets
  const layout = {
    ...{ sector: sectorBetween([]), breaks, offsetY: verticalOffset },
    otherwise: 'write the mesh as STL instead',
  }
  const { patches, flats } = yield* stepPatches(walk, layout)
  const planes = flats.map(({ rings }) => rings)
  return { kind: 'write-patches', patches, planes, ...(box && { box: placedBox(box, verticalOffset) }) }
}

function revolvedJob(design: Horn): Omit<WriteStepJob, 'path'> {
  const sections = hornOutline(design).map(({ kind, points }) => ({
    kind,
    points,
    // Nobody meshes here; the generator has a size at every point.
    sizes: new Float64Array(points.length / 2).fill(1),
  }))
  return { kind: 'write-step', sections }
}

function placedBox({ x, y, z, edge, isChamfered }: Box, offsetY: number): NativeBox {
  return {
    corners: Float64Array.of(x[0], y[0] + offsetY, z[0], x[1], y[1] + offsetY, z[1]),
    edge,
    isChamfered,
  }
}
