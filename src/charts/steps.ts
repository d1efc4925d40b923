/** Work in steps: a generator that yields wherever its caller may let other work in. */
export type Steps<T> = Generator<undefined, T, undefined>

/** Runs all steps without a pause. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
