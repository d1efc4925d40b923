import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { hornBody } from '../../src/geometry/body.ts'
import { hornWall } from '../../src/geometry/wall.ts'
import { runs } from '../support/property.ts'
import { bodyOrNone } from '../support/random-horns.ts'
import { wallInput } from '../support/random-walls.ts'
import { shellThickness } from '../support/shell-thickness.ts'

const thickness = 3

test('random shells that are not round keep their thickness everywhere', () => {
  let [made, creased] = [0, 0]
  fc.assert(
    fc.property(wallInput, (wall) => {
      const body = bodyOrNone(() => {
        const horn = parseHorn({ ...wall, body: 'shell', wallThicknessMm: thickness })
        return hornWall(horn).isRound ? undefined : hornBody(horn)
      })
      if (!body) return
      made++
      if (body.sheets.filter(({ role }) => role === 'outer').length > 1) creased++
      const { least, most } = shellThickness(body, 20)
      // Folds are looked for with the chords of samples, which lie inside by less than that.
      expect(least).toBeGreaterThan(thickness - 0.05)
      expect(most).toBeLessThan(thickness + 0.05)
    }),
    runs(60),
  )
  expect(made).toBeGreaterThan(30)
  expect(creased).toBeGreaterThan(15)
}, 240_000)
