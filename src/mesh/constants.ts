/** m/s, in air of 20 °C: what wavelengths are judged by before a medium is chosen. */
export const soundSpeedAt20C = 343.2
