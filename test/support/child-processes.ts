import { readdirSync, readFileSync } from 'node:fs'

/** Ids of this process's children that are still alive; Linux only. */
export function childProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const [state, parent] = statusOf(pid)
      return Number(parent) === process.pid && state !== 'Z'
    })
    .map(Number)
}

/** State letter and parent of a process; empty when it has just ended. */
function statusOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** Looks every 10 ms until `look` finds something. */
export async function seen<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => {
      setTimeout(resolve, 10)
    })
  }
}
