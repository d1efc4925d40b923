/** The command line itself is wrong: reported with exit status 2. */
export class UsageError extends Error {
  /** The command whose help has the answer. */
  readonly command: string | undefined

  constructor(message: string, command?: string) {
    super(message)
    this.name = 'UsageError'
    this.command = command
  }
}
