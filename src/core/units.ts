/** Conversions between SI and the units that stand in names (`Deg`, `Db`, `Mm`, `Ms`). */

const degreesPerRadian = 180 / Math.PI

export function radians(deg: number): number {
  return deg / degreesPerRadian
}

export function degrees(radian: number): number {
  return radian * degreesPerRadian
}

export function metres(mm: number): number {
  return mm / 1000
}

export function millimetres(metre: number): number {
  return metre * 1000
}
