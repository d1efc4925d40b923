/** A column of a printed table: its head and one cell per row. */
export interface Column {
  readonly head: string
  readonly cells: readonly string[]
  readonly align?: 'left' | 'right'
}

/** Columns side by side, two blanks apart, numbers to the right; one line feed after every row. */
export function tableText(columns: readonly Column[]): string {
  const rowCount = Math.max(0, ...columns.map(({ cells }) => cells.length))
  const widths = columns.map(({ head, cells }) =>
    cells.reduce((most, cell) => Math.max(most, cell.length), head.length),
  )
  const line = (cellOf: (column: Column) => string): string =>
    columns
      .map((column, index) => pad(cellOf(column), widths[index] ?? 0, column.align))
      .join('  ')
      .trimEnd()
  const rows = Array.from({ length: rowCount }, (_, row) => line(({ cells }) => cells[row] ?? ''))
  return `${[line(({ head }) => head), ...rows].join('\n')}\n`
}

/** A number with fixed decimals; a dash where it is missing. */
export function numberCell(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '-'
}

function pad(cell: string, width: number, align: Column['align']): string {
  return align === 'left' ? cell.padEnd(width) : cell.padStart(width)
}
