import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const folder = 'components/ui/generated'

/** Attributes shared by all Lucide icons, which `components/ui/icon.tsx` sets once. */
const common = / (?:fill="none"|stroke="currentColor"|stroke-linecap="round"|stroke-linejoin="round"|stroke-width="2")/g

const componentName = (name) => name.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase())

/** Returns the content of an icon as SVG. `set` is in Iconify's format. */
function drawingOf({ icons, aliases }, name) {
  const { body } = icons[name] ?? icons[aliases[name]?.parent] ?? {}
  if (!body) throw new Error(`Lucide has no icon “${name}”. Correct components/ui/icon-list.json.`)
  return body.replace(common, '').replace(/^<g>(.*)<\/g>$/, '$1')
}

/** Returns a module for each icon, by its path in the folder, and one that exports all. */
export function iconModules(set, names) {
  const modules = names.map((name) => [
    `icons/${name}.ts`,
    `import { icon } from '../../icon'\n\nexport const ${componentName(name)} = icon('${drawingOf(set, name)}')\n`,
  ])
  const all = names.map((name) => `export { ${componentName(name)} } from './icons/${name}'\n`)
  return Object.fromEntries([...modules, ['icons.ts', all.join('')]])
}

/**
 * Writes the icon modules. Lucide's package of components has 5,000 files, this one a single file of drawings. The
 * generated package has no side effects, so that a page loads only the icons it imports.
 */
export function generateIcons(root) {
  const set = createRequire(path.join(root, 'package.json'))('@iconify-json/lucide/icons.json')
  const names = JSON.parse(readFileSync(path.join(root, 'components/ui/icon-list.json'), 'utf8'))
  const files = { ...iconModules(set, names), 'package.json': '{ "sideEffects": false }\n' }
  rmSync(path.join(root, folder), { recursive: true, force: true })
  mkdirSync(path.join(root, folder, 'icons'), { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(root, folder, name), content)
}
