// Resizes pictures as PIL does, so that models see what they were trained on: filters are widened when a picture becomes
// smaller, pixels have their coordinates at their centers, and samples are rounded between the two passes. The result
// differs by at most one level. Other libraries differ visibly, and so do the predictions.

const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))

/** Weight by distance, which is less than the radius. */
const filters = {
  linear: { radius: 1, weight: (x) => 1 - x },
  cubic: {
    radius: 2,
    weight: (x) => (x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2),
  },
  lanczos3: { radius: 3, weight: (x) => sinc(x) * sinc(x / 3) },
}

/** Returns for each of `count` samples from `start`, of `to` made from `from`, its first source and the weights. */
function contributions({ from, to, start, count, kernel }) {
  const scale = from / to
  const stretch = Math.max(1, scale)
  return Array.from({ length: count }, (_, at) => {
    const center = (start + at + 0.5) * scale
    if (kernel === 'nearest') return { first: Math.floor(center), weights: Float64Array.of(1) }
    const { radius, weight } = filters[kernel]
    const first = Math.max(0, Math.floor(center - radius * stretch + 0.5))
    const end = Math.min(from, Math.floor(center + radius * stretch + 0.5))
    const weights = Float64Array.from({ length: end - first }, (__, k) => {
      const distance = Math.abs((first + k + 0.5 - center) / stretch)
      return distance < radius ? weight(distance) : 0
    })
    const total = weights.reduce((sum, one) => sum + one, 0)
    return { first, weights: weights.map((one) => one / total) }
  })
}

/** Resizes each row, and returns the columns as rows: twice, this resizes a picture. */
function resizeRows(samples, width, made) {
  const height = samples.length / (3 * width)
  const result = new Uint8ClampedArray(3 * height * made.length)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < made.length; column++) {
      const { first, weights } = made[column]
      let red = 0
      let green = 0
      let blue = 0
      for (let at = 0, source = 3 * (row * width + first); at < weights.length; at++, source += 3) {
        red += weights[at] * samples[source]
        green += weights[at] * samples[source + 1]
        blue += weights[at] * samples[source + 2]
      }
      const target = 3 * (column * height + row)
      result[target] = red
      result[target + 1] = green
      result[target + 2] = blue
    }
  }
  return result
}

/**
 * Resizes a picture of RGB samples by row, and crops it around its center. Only the pixels that remain are computed.
 *
 * `from`, `to` and `crop` are { width, height }.
 */
export function resample(samples, { from, to, crop, kernel }) {
  const along = (side) => {
    const start = Math.floor((to[side] - crop[side]) / 2)
    return contributions({ from: from[side], to: to[side], start, count: crop[side], kernel })
  }
  const columns = resizeRows(samples, from.width, along('width'))
  return new Uint8Array(resizeRows(columns, from.height, along('height')).buffer)
}
