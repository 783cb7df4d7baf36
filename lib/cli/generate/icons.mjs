import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const folder = 'components/ui/generated'

/** What all icons of Lucide have in common; `components/ui/icon.tsx` says it once. */
const common = / (?:fill="none"|stroke="currentColor"|stroke-linecap="round"|stroke-linejoin="round"|stroke-width="2")/g

const componentName = (name) => name.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase())

/** What is drawn in the square of an icon, as SVG. `set` is in the format of Iconify. */
function drawingOf({ icons, aliases }, name) {
  const { body } = icons[name] ?? icons[aliases[name]?.parent] ?? {}
  if (!body) throw new Error(`Lucide has no icon “${name}”. Correct components/ui/icon-list.json.`)
  return body.replace(common, '').replace(/^<g>(.*)<\/g>$/, '$1')
}

/** A module for each icon, by its path in the folder, and one that has them all. */
export function iconModules(set, names) {
  const modules = names.map((name) => [
    `icons/${name}.ts`,
    `import { icon } from '../../icon'\n\nexport const ${componentName(name)} = icon('${drawingOf(set, name)}')\n`,
  ])
  const all = names.map((name) => `export { ${componentName(name)} } from './icons/${name}'\n`)
  return Object.fromEntries([...modules, ['icons.ts', all.join('')]])
}

/**
 * Writes those modules. The package of the drawings has them in one file; one with a component for each has 5,000 files.
 * As a package without side effects, a page loads the icons that it names and no others.
 */
export function generateIcons(root) {
  const set = createRequire(path.join(root, 'package.json'))('@iconify-json/lucide/icons.json')
  const names = JSON.parse(readFileSync(path.join(root, 'components/ui/icon-list.json'), 'utf8'))
  const files = { ...iconModules(set, names), 'package.json': '{ "sideEffects": false }\n' }
  rmSync(path.join(root, folder), { recursive: true, force: true })
  mkdirSync(path.join(root, folder, 'icons'), { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(root, folder, name), content)
}
