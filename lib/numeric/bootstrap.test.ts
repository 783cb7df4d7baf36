import { describe, expect, it } from 'vitest'
import { bootstrapSums, clusterRows, countDraws, inClusterOrder } from './bootstrap'
import { randomInt, seededRandom } from './seeded-random'

describe('countDraws', () => {
  it('draws as many times as there are indices, all equally likely', () => {
    const random = seededRandom(2)
    const counts = new Int32Array(50)
    const sums = new Float64Array(50)
    for (let round = 0; round < 4_000; round++) {
      countDraws(random, counts)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50)
      counts.forEach((count, index) => {
        sums[index]! += count
      })
    }
    for (const sum of sums) expect(Math.abs(sum - 4_000)).toBeLessThan(300)
  })
})

describe('clusterRows', () => {
  it('gives each cluster of each group one row, with the rows of a group adjacent', () => {
    const group = Int32Array.of(1, 0, 1, -1, 1, 0, 1)
    const cluster = Int32Array.of(0, 0, 0, 0, 3, 3, 5)
    const { groupStart, rowOf } = clusterRows(group, cluster, 3)
    expect(Array.from(groupStart)).toEqual([0, 2, 5, 5])
    expect(Array.from(rowOf)).toEqual([2, 0, 2, -1, 3, 1, 4])
  })
})

describe('inClusterOrder', () => {
  it('places the indices of one cluster together, in their order', () => {
    expect(Array.from(inClusterOrder(Int32Array.of(2, 0, 2, 1, 0), 4))).toEqual([1, 4, 3, 0, 2])
  })
})

describe('bootstrapSums', () => {
  it('equals adding up the drawn rows one by one, whatever the width', () => {
    for (const width of [1, 3, 4, 6, 9]) {
      const rowCount = 13
      const cellValue = (row: number, column: number) => row * row + 100 * column
      const columns = Float64Array.from({ length: width * rowCount }, (_, index) => {
        return cellValue(index % rowCount, Math.floor(index / rowCount))
      })
      const sums = new Float64Array(3 * width)
      bootstrapSums(columns, seededRandom(11), sums, new Int32Array(rowCount))
      const random = seededRandom(11)
      const expected = new Float64Array(3 * width)
      for (let replicate = 0; replicate < 3; replicate++) {
        for (let draw = 0; draw < rowCount; draw++) {
          const row = randomInt(random, rowCount)
          for (let column = 0; column < width; column++) expected[replicate * width + column]! += cellValue(row, column)
        }
      }
      expect(Array.from(sums)).toEqual(Array.from(expected))
    }
  })
})
