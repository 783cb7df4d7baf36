import { classPairInput, classPairOutput, classUses } from '@/lib/contracts/classes/class'
import { admin, basedOn, expert, nothing, rowId } from '@/lib/contracts/endpoint'
import { classList, classSearchQuery } from '@/lib/contracts/images/image'

export const decideClassPair = admin('PUT /class-pairs/[first]/[second]', {
  params: { first: rowId, second: rowId },
  body: classPairInput.extend({ basedOn }),
  output: classPairOutput,
})

export const removeClass = admin('DELETE /classes/[class]', { params: { class: rowId }, output: nothing })

export const readClassUses = admin('GET /classes/[class]', { params: { class: rowId }, output: classUses })

export const findClasses = expert('GET /classes', { query: classSearchQuery, output: classList })
