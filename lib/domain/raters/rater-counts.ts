/** Everyone who answers in a project is one of the two: whoever has answered as an expert is one. */
export interface RaterCounts {
  raters: number
  /** Those whose answers establish truth. They are not counted as raters, whatever else they answered. */
  experts: number
}

export function countRaters(people: readonly { isExpert: boolean }[]): RaterCounts {
  const experts = people.filter(({ isExpert }) => isExpert).length
  return { raters: people.length - experts, experts }
}
