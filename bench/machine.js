// What a figure was measured on.
import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, release, totalmem } from 'node:os'

/** @returns {Record<string, unknown>} plain data for the first line of a benchmark */
export function machine(solver) {
  return {
    case: 'machine',
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    os: `${process.platform} ${release()}`,
    node: process.version,
    isa: solver.info().isa,
    commit: firstLine('git', ['rev-parse', '--short', 'HEAD']),
    compiler: firstLine(process.env.CXX ?? 'c++', ['--version']),
  }
}

function firstLine(program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8' }).split('\n')[0]
  } catch {
    return 'unknown'
  }
}

/** Median and spread of some figures. */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const round = (value) => Number(value.toPrecision(4))
  return {
    median: round(sorted[Math.floor(sorted.length / 2)]),
    min: round(sorted[0]),
    max: round(sorted.at(-1)),
  }
}
