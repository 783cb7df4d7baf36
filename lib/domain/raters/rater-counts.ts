/** Everyone who answers in a project is counted once, as an expert if they have answered as one. */
export interface RaterCounts {
  raters: number
  /** Not counted as raters, whatever else they answered. */
  experts: number
}

export function countRaters(people: readonly { isExpert: boolean }[]): RaterCounts {
  const experts = people.filter(({ isExpert }) => isExpert).length
  return { raters: people.length - experts, experts }
}
