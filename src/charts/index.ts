/** Results and meshes as pictures: pure functions that return SVG documents, for Node and the browser alike. */
export { impedanceChart } from './impedance-chart.ts'
export { meshViews } from './mesh-views.ts'
export { type PolarChartOptions, polarChart } from './polar-chart.ts'
export { type PolarMapOptions, polarMap } from './polar-map.ts'
export { splChart } from './spl-chart.ts'
