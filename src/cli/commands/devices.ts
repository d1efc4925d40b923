import { listDevices } from '../../binding/devices.ts'
import type { Device } from '../../model/device.ts'
import { type Command, defineCommand } from '../command.ts'
import { tableText } from '../table.ts'

/** `waveguide devices`: what can solve here. */
export const devicesCommand: Command = defineCommand({
  name: 'devices',
  summary: 'list what can solve on this machine',
  usage: '[--json]',
  operands: [],
  options: { json: { kind: 'flag', help: 'print one JSON document' } },
  async run(_, values, { terminal, signal }) {
    const devices = await listDevices({ signal })
    terminal.out(values.json ? `${JSON.stringify(devices, null, 2)}\n` : deviceTable(devices))
  },
})

function deviceTable(devices: readonly Device[]): string {
  const column = (head: string, cellOf: (device: Device) => string) => ({
    head,
    align: 'left' as const,
    cells: devices.map(cellOf),
  })
  return tableText([
    column('id', ({ id }) => id),
    column('kind', ({ kind }) => kind),
    column('units', ({ computeUnits }) => String(computeUnits)),
    column('memory', ({ memory }) => `${(memory / 2 ** 30).toFixed(1)} GiB`),
    column('double', ({ double }) => (double ? 'yes' : 'no')),
    column('usable', ({ usable, reason }) => (usable ? 'yes' : `NO: ${reason ?? 'no reason given'}`)),
    column('name', ({ name }) => name),
  ])
}
