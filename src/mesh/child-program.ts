/**
 * The child process that gmsh runs in, as a text for `node -e`: a file would have one place in the sources, another in
 * the package and none in a bundle.
 *
 * It serves jobs one after the other, speaks only through the IPC channel, and ends at once when its parent is gone or
 * when its memory passes the limit. gmsh works on a thread of its own, so the timer below is never late.
 */
export const childProgram = `
'use strict'
let gmsh
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', async ({ file, memoryLimit, job }) => {
  const timer = setInterval(() => {
    const memory = process.memoryUsage.rss()
    if (memory > memoryLimit) process.send({ memory }, () => process.kill(process.pid, 'SIGKILL'))
  }, 20)
  try {
    try {
      gmsh ??= require(file)
    } catch (thrown) {
      process.send({ loadFailure: String(thrown.message) })
      return
    }
    process.send({ mesh: await gmsh.mesh(job).promise })
  } catch (thrown) {
    process.send({ failure: { code: thrown.code, message: String(thrown.message) } })
  } finally {
    clearInterval(timer)
  }
})
`
