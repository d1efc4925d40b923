import { WaveguideError } from '../core/errors.ts'

/** What the file system refused, with the path. */
export function ioError(verb: 'read' | 'write', path: string, thrown: unknown): WaveguideError {
  const { code, message } = thrown as NodeJS.ErrnoException
  return new WaveguideError('IO', `cannot ${verb} ${path}: ${code ?? message}.`, {
    details: { path, code },
    cause: thrown,
  })
}
