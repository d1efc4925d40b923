import type { Mesh, MeshGroup } from '../model/mesh.ts'
import { textWidth } from './figure.ts'
import { legendColour } from './shading.ts'
import { element, text } from './svg.ts'
import { fontSize, ink } from './theme.ts'

/** px. */
const swatch = 14
const space = 30

/** One entry per group: its colour, what it is for, its name and how many triangles it has. */
export function meshLegend(
  mesh: Mesh,
  { left, top }: { readonly left: number; readonly top: number },
): string {
  let x = left
  const entries = mesh.groups.map((group, index) => {
    const label = `${group.role} ${group.name} (${countOf(mesh, group).toLocaleString('en')})`
    const entry = [
      element('rect', {
        x,
        y: top,
        width: swatch,
        height: swatch,
        fill: legendColour(index),
        stroke: ink.border,
        'stroke-width': 0.5,
      }),
      text(label, { x: x + swatch + 7, y: top + 12, 'font-size': fontSize.small }),
    ].join('')
    x += swatch + 7 + textWidth(label, fontSize.small) + space
    return entry
  })
  return element('g', { class: 'legend' }, ...entries)
}

/** A bar of a round length of 60 to 150 px, with its length in mm. */
export function scaleBar(
  scale: number,
  { right, y }: { readonly right: number; readonly y: number },
): string {
  const length = roundLength(150 / scale)
  const left = right - scale * length
  const end = (x: number): string => `M${x.toFixed(1)} ${y - 4}v8`
  return element(
    'g',
    { class: 'scale-bar' },
    element('path', {
      d: `${end(left)}${end(right)}M${left.toFixed(1)} ${y}H${right.toFixed(1)}`,
      stroke: ink.text,
      'stroke-width': 1.5,
      fill: 'none',
    }),
    text(`${length} mm`, {
      x: (left + right) / 2,
      y: y - 8,
      'text-anchor': 'middle',
      'font-size': fontSize.small,
    }),
  )
}

/** The greatest of 1-2-5·10ⁿ up to `most`. */
function roundLength(most: number): number {
  const decade = 10 ** Math.floor(Math.log10(most))
  const digit = [5, 2, 1].find((each) => each * decade <= most) ?? 1
  return Number((digit * decade).toPrecision(1))
}

function countOf({ tags }: Mesh, { tag }: MeshGroup): number {
  return tags.reduce((sum, each) => sum + (each === tag ? 1 : 0), 0)
}
