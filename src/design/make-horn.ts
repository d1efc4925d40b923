import type { WallFold } from '../geometry/outer-wall.ts'
import { hornOutlineWithFolds } from '../geometry/outline.ts'
import { hornWall } from '../geometry/wall.ts'
import type { Warning } from '../model/evidence.ts'
import type { Horn } from '../model/horn.ts'
import { doubtfulNotes } from './doubtful-notes.ts'
import { type Draft, optionalNumber } from './draft.ts'
import { bodyOf, guideOf, morphOf, wishesOf } from './parts-of-draft.ts'
import { profileOf } from './profile-of-draft.ts'
import { refuseBadRings } from './refuse-bad-rings.ts'
import { refuseImpossible } from './refuse-impossible.ts'
import { sourceKey, sourcesOf } from './sources-of-draft.ts'

/**
 * Checks a draft and makes the design of it.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a value, `HORN_GEOMETRY` for values that together make no horn.
 */
export function makeHorn(draft: Draft): Horn {
  const horn = hornOf(draft)
  refuseImpossible(horn)
  refuseBadRings(horn, (index) => sourceKey(draft, index))
  // The fold of a wall that is not round depends on the azimuth; its mesher finds it.
  const folds = hornWall(horn).isRound ? hornOutlineWithFolds(horn).folds : []
  const notes = [...[...draft.notes, ...doubtfulNotes(horn)].map(designNote), ...folds.map(foldNote)]
  return notes.length > 0 ? { ...horn, notes } : horn
}

function hornOf(draft: Draft): Horn {
  const guide = guideOf(draft)
  const morph = morphOf(draft)
  const sources = sourcesOf(draft)
  const scale = optionalNumber(draft, 'scale')
  const verticalOffset = optionalNumber(draft, 'verticalOffset')
  return {
    name: draft.name,
    profile: profileOf(draft),
    ...(guide && { guide }),
    ...(morph && { morph }),
    ...(scale !== undefined && scale !== 1 && { scale }),
    body: bodyOf(draft),
    ...(sources && { sources }),
    ...(verticalOffset && { verticalOffset }),
    ...wishesOf(draft),
    ignored: draft.ignored,
    ...(draft.script !== undefined && { script: draft.script }),
  }
}

function designNote(message: string): Warning {
  return { code: 'DESIGN', message }
}

function foldNote({ place, z, r, curvatureRadiusMm }: WallFold): Warning {
  const how =
    place === 'throat' ? 'its outer side begins behind the fold' : 'its outer side has a crease there'
  const radius = Number.isFinite(curvatureRadiusMm)
    ? ` (radius of curvature ${curvatureRadiusMm.toFixed(2)} mm)`
    : ''
  return {
    code: 'WALL_FOLDED',
    message: `the wall folds near z = ${z.toFixed(2)} mm, r = ${r.toFixed(2)} mm${radius}: ${how}`,
    details: { place, z, r, ...(Number.isFinite(curvatureRadiusMm) && { curvatureRadiusMm }) },
  }
}
