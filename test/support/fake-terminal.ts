import type { Terminal } from '../../src/cli/terminal.ts'

/** A terminal that remembers what was written to it. */
export interface FakeTerminal extends Terminal {
  readonly outText: () => string
  readonly errText: () => string
}

export function fakeTerminal(options: { hasProgress?: boolean; columns?: number } = {}): FakeTerminal {
  let outText = ''
  let errText = ''
  return {
    out: (text) => {
      outText += text
    },
    err: (text) => {
      errText += text
    },
    hasProgress: options.hasProgress ?? false,
    columns: options.columns ?? 80,
    outText: () => outText,
    errText: () => errText,
  }
}
