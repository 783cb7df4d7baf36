import type { ClassAgreement } from '@/lib/contracts/agreement'

/** Classes with a part of a name in their own or in that of their group, by name. */
export function classesNamed(classes: readonly ClassAgreement[], part: string): ClassAgreement[] {
  const wanted = part.toLocaleLowerCase('en')
  return classes
    .filter(({ name, group }) => `${name}\n${group}`.toLocaleLowerCase('en').includes(wanted))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}
