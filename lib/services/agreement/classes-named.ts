import type { ClassAgreement } from '@/lib/contracts/agreement'

export function classesNamed(classes: readonly ClassAgreement[], part: string): ClassAgreement[] {
  const wanted = part.toLocaleLowerCase('en')
  return classes
    .filter(({ name, group }) => `${name}\n${group}`.toLocaleLowerCase('en').includes(wanted))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}
