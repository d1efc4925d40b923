import { WaveguideError } from '../core/errors.ts'
import type { Horn } from '../model/horn.ts'

/**
 * Refuses what a design describes and no mesher here can build yet, before any work.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` that says what, and what to do instead.
 */
export function refuseUnmeshable(design: Horn): void {
  const { body } = design
  if (body.kind === 'bare')
    throw refusal(
      'body',
      'a bare horn has no closed surface to solve on. Give the body a wall: body "shell" with wallThicknessMm.',
    )
}

function refusal(parameter: string, message: string): WaveguideError {
  return new WaveguideError('HORN_GEOMETRY', message, { details: { parameter } })
}
