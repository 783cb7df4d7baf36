/**
 * Licences that a runtime package may have, by SPDX identifier, with the reason why Apache-2.0 software may use it as
 * we do: unmodified, installed by npm as a separate package, and never copied into our code.
 */
export const allowedLicenses: Readonly<Record<string, string>> = {
  '0BSD': 'permissive, asks for nothing',
  'Apache-2.0': 'our own',
  'BSD-2-Clause': 'permissive, keeps its notice',
  'BSD-3-Clause': 'permissive, keeps its notice',
  'BlueOak-1.0.0': 'permissive, keeps its text',
  'CC0-1.0': 'given to the public',
  'CC-BY-4.0': 'for data, which we use unchanged and with their notice',
  ISC: 'permissive, keeps its notice',
  'LGPL-3.0-or-later': 'for a library of its own file (libvips), which is loaded at run time and can be replaced',
  MIT: 'permissive, keeps its notice',
  'MPL-2.0': 'covers its own files alone, which we do not change',
  'OFL-1.1': 'for fonts, which we serve unchanged',
  PostgreSQL: 'permissive, keeps its notice',
  'Python-2.0': 'permissive, keeps its notice',
  Unlicense: 'given to the public',
}

/** Splits an SPDX expression at AND or OR outside of brackets. */
function partsAt(expression: string, word: 'AND' | 'OR'): string[] {
  const parts: string[] = []
  let depth = 0
  let part: string[] = []
  for (const token of expression
    .replace(/([()])/g, ' $1 ')
    .split(/\s+/)
    .filter(Boolean)) {
    if (token === '(') depth++
    if (token === ')') depth--
    if (depth === 0 && token.toUpperCase() === word) {
      parts.push(part.join(' '))
      part = []
    } else part.push(token)
  }
  return [...parts, part.join(' ')]
}

/** Returns why a license is not allowed, or null. OR requires one allowed license, AND all. */
export function licenseProblem(license: string | null): string | null {
  const expression = license?.trim() ?? ''
  if (expression === '') return 'names no license'
  const choices = partsAt(expression, 'OR')
  if (choices.length > 1) {
    const problems = choices.map(licenseProblem)
    return problems.includes(null) ? null : problems.join(' and ')
  }
  const joint = partsAt(expression, 'AND')
  if (joint.length > 1) return joint.map(licenseProblem).find((problem) => problem !== null) ?? null
  const inner = /^\((.*)\)$/.exec(expression)?.[1]
  if (inner !== undefined) return licenseProblem(inner)
  return Object.hasOwn(allowedLicenses, expression)
    ? null
    : `has the license ${expression}, which is not among the allowed ones`
}
