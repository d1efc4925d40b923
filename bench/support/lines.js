// Benchmarks print one JSON object a line.

export const print = (line) => console.log(JSON.stringify(line))

/** A figure to so many digits. */
export const digits = (value, count = 3) => Number(value.toPrecision(count))
