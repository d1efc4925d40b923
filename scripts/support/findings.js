/** Ends a check: prints every finding, or one line saying what was looked at; sets the exit status. */
export function finish(looked, findings) {
  for (const finding of findings) console.error(finding)
  if (findings.length === 0) console.log(`${looked}: nothing found`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
