import type { ChildProcess } from 'node:child_process'

const keptOutput = 4096

/** Keeps the end of what a child prints: gmsh's log, or the last words of a crash. */
export function lastOutput(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-keptOutput)
    })
  return () => text
}

/** For the end of a message: the last line that speaks of an error, else the last one; nothing of a silent child. */
export function lastWords(output: string): string {
  const lines = output.trim().split('\n')
  const last = lines.findLast((line) => /error|terminate|assert/i.test(line)) ?? lines.at(-1)
  return last ? `; its last words: ${last.trim()}` : ''
}
