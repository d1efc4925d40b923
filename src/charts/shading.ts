import type { VisibleTriangle } from './visible-triangles.ts'

/** Colours of lit surfaces: a hue per group, its brightness by direction. */

type Rgb = readonly [red: number, green: number, blue: number]

/** Okabe and Ito's colours; a group's legend tells what hue alone does not. */
const hues: readonly Rgb[] = [
  [0x2f, 0x86, 0xc6],
  [0xd5, 0x5e, 0x00],
  [0x7d, 0x8b, 0x99],
  [0x00, 0x9e, 0x73],
  [0xcc, 0x79, 0xa7],
  [0xc9, 0xa2, 0x27],
]

/** The inside of matter, where a mesh is cut open. */
const backHue: Rgb = [0xd8, 0xd2, 0xc8]

/** From above left, in the view's frame: right, up, towards the eye. Length 1. */
const light = [-0.42, 0.5, 0.757] as const

/** Shades per hue: few enough to be short, too many to be seen. */
const shades = 32

/** Fill of a triangle. Seen from behind it has the colour of matter, whatever its group. */
export function litColour(group: number, normal: VisibleTriangle['normal']): string {
  const [nx, ny, nz] = normal
  const facing = nz < 0 ? -1 : 1
  const lit = facing * (nx * light[0] + ny * light[1] + nz * light[2])
  // Half of the range for what the light does not reach: shape shows there too.
  const shade = Math.round(((1 + lit) / 2) ** 1.3 * shades) / shades
  return mixed(facing < 0 ? backHue : hueOf(group), shade)
}

/** The colour of a group in the legend. */
export function legendColour(group: number): string {
  return mixed(hueOf(group), 0.7)
}

function hueOf(group: number): Rgb {
  return hues[group % hues.length] ?? backHue
}

/** A hue from dark (0) to bright (1). */
function mixed(hue: Rgb, shade: number): string {
  const channels = hue.map((value) => {
    const [dark, bright] = [0.3 * value, value + 0.62 * (255 - value)]
    return Math.round(dark + shade * (bright - dark))
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}
