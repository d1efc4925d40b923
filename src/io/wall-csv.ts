import { oneOf, refuseUnknownKeys } from '../core/options.ts'
import { radians } from '../core/units.ts'
import type { WallGrid } from '../model/wall-grid.ts'
import { exact, fixed } from './numbers.ts'

const styles = ['csv', 'fusion'] as const

/** How curves of a wall are written. */
export interface WallCsvOptions {
  /**
   * `csv` (default): `azimuth_deg,u,z_mm,r_mm` with a line of comment and a header, line feeds. `fusion`: `x;y;z` in cm as ATH and
   * Fusion's spline import have it, CRLF, no header, an empty line between curves.
   */
  readonly style?: (typeof styles)[number]
}

/**
 * The meridians of a wall, from throat to mouth, one after the other around the axis.
 *
 * @returns The text of the file; points in the design's frame, z along the axis.
 * @throws {@link WaveguideError} `OPTION` for an unknown option or style.
 */
export function profilesCsv(grid: WallGrid, options: WallCsvOptions = {}): string {
  const meridians = Array.from(grid.azimuthsDeg.keys(), (azimuth) =>
    Array.from(grid.u.keys(), (ring) => ({ azimuth, ring })),
  )
  return written('profiles', grid, meridians, options)
}

/**
 * The rings of a wall, each by ascending azimuth, from the throat to the mouth.
 *
 * In the style `fusion` a ring that goes all the way around ends with its first point again.
 *
 * @returns The text of the file; points in the design's frame, z along the axis.
 * @throws {@link WaveguideError} `OPTION` for an unknown option or style.
 */
export function slicesCsv(grid: WallGrid, options: WallCsvOptions = {}): string {
  const rings = Array.from(grid.u.keys(), (ring) =>
    Array.from(grid.azimuthsDeg.keys(), (azimuth) => ({ azimuth, ring })),
  )
  const isClosing = options.style === 'fusion' && grid.closed
  return written(
    'slices',
    grid,
    isClosing ? rings.map((ring) => [...ring, ...ring.slice(0, 1)]) : rings,
    options,
  )
}

/** A place of the grid by its indices. */
interface GridPlace {
  readonly azimuth: number
  readonly ring: number
}

function written(
  kind: 'profiles' | 'slices',
  grid: WallGrid,
  curves: readonly (readonly GridPlace[])[],
  options: WallCsvOptions,
): string {
  refuseUnknownKeys('WallCsvOptions', options, ['style'])
  const style = oneOf('WallCsvOptions.style', options.style ?? 'csv', styles)
  if (style === 'fusion')
    return curves.map((curve) => curve.map((place) => fusionRow(grid, place)).join('')).join('\r\n')
  const rows = curves.flatMap((curve) => curve.map((place) => ownRow(grid, place)))
  return [heading(kind, grid), 'azimuth_deg,u,z_mm,r_mm\n', ...rows].join('')
}

function heading(kind: string, { family, azimuthsDeg, u, axisY }: WallGrid): string {
  const axis = axisY === 0 ? '' : ` axis_y_mm=${exact(axisY)}`
  return `# family=${family} units=mm curves=${kind} azimuths=${azimuthsDeg.length} rings=${u.length}${axis}\n`
}

function ownRow(grid: WallGrid, { azimuth, ring }: GridPlace): string {
  const { z, r } = pointAt(grid, azimuth, ring)
  return `${[grid.azimuthsDeg[azimuth] ?? 0, grid.u[ring] ?? 0, z, r].map(exact).join(',')}\n`
}

/** mm to cm, to a tenth of a nanometre. */
const cmPerMm = 0.1
const cmDigits = 8

function fusionRow(grid: WallGrid, { azimuth, ring }: GridPlace): string {
  const { z, r } = pointAt(grid, azimuth, ring)
  const angle = radians(grid.azimuthsDeg[azimuth] ?? 0)
  const place = [r * Math.cos(angle), r * Math.sin(angle) + grid.axisY, z]
  return `${place.map((mm) => fixed(cmPerMm * mm, cmDigits)).join(';')}\r\n`
}

function pointAt({ u, z, r }: WallGrid, azimuth: number, ring: number): { z: number; r: number } {
  const at = azimuth * u.length + ring
  return { z: z[at] ?? Number.NaN, r: r[at] ?? Number.NaN }
}
