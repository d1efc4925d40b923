/** What a command may write to. Tests give their own. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** True when stderr is a screen that a progress line can be drawn on. */
  readonly hasProgress: boolean
  /** Width of stderr, characters. */
  readonly columns: number
}

/** The process's own streams. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    hasProgress: stderr.isTTY === true && env['TERM'] !== 'dumb',
    // Terminals that do not know their size say 0.
    columns: stderr.columns || 80,
  }
}
