/** Colours, type sizes and line widths that all the pictures share. */

export const fontFamily = "Inter, 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"

/** px; nothing is smaller than 13.4 px = 10 pt. */
export const fontSize = { title: 20, subtitle: 14.5, label: 14, small: 13.4 } as const

export const ink = {
  paper: '#ffffff',
  plot: '#ffffff',
  title: '#14181d',
  text: '#333b45',
  faint: '#59626e',
  border: '#4b5560',
  gridMajor: '#dde1e6',
  gridMinor: '#eff1f4',
  veil: '#f6f7f9',
  untrusted: '#6b7480',
  hatch: '#6b7480',
  hatchUnderCurves: '#c3c9d0',
  banner: '#9f1d1d',
} as const

/** Okabe and Ito's colours, those with a contrast of at least 3:1 on white; each curve also has its own dash and marker. */
export const curveColours = ['#0072b2', '#c4500a', '#00785a', '#a34c7f', '#333b45', '#8a6d00'] as const

/** Dash patterns that go with {@link curveColours}; the first curve is solid. */
export const curveDashes = ['', '7 4', '2 3', '10 4 2 4', '12 3', '5 2'] as const

export const markers = ['circle', 'square', 'triangle', 'diamond', 'down', 'cross'] as const
export type Marker = (typeof markers)[number]

/**
 * Levels of the directivity map, dB, and one colour per band: below the first, between neighbours, above the last.
 *
 * The colours are viridis at twelve equal steps: perceptually uniform, ordered in grey, safe for colour-blind readers.
 */
export const mapLevelsDb = [-30, -27, -24, -21, -18, -15, -12, -9, -6, -3, 0] as const
export const mapColours = [
  '#440154',
  '#482173',
  '#433e85',
  '#38598c',
  '#2d708e',
  '#25858e',
  '#1e9b8a',
  '#2bb07f',
  '#51c56a',
  '#85d54a',
  '#c2df23',
  '#fde725',
] as const
