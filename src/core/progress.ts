/** How far a long job is. `done` of `total` steps of `stage`; `secondsLeft` once it can be guessed. */
export interface Progress {
  readonly stage: 'mesh' | 'prepare' | 'solve' | 'observe'
  readonly done: number
  readonly total: number
  readonly secondsLeft?: number
  readonly message?: string
}
