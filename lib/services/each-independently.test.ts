import { expect, test } from 'vitest'
import { eachIndependently } from './each-independently'

test('acts on all items although some fail, and throws their errors at the end', async () => {
  const done: number[] = []
  const act = (failing: number[]) => (item: number) => {
    done.push(item)
    return failing.includes(item) ? Promise.reject(new Error(`item ${item}`)) : Promise.resolve()
  }
  await eachIndependently([1, 2], act([]))
  await expect(eachIndependently([3, 4, 5], act([3]))).rejects.toThrow('item 3')
  await expect(eachIndependently([6, 7, 8], act([6, 7]))).rejects.toMatchObject({
    message: '2 of them failed',
    errors: [new Error('item 6'), new Error('item 7')],
  })
  expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
