import { Command } from 'commander'
import { demoPhotographs } from '@/lib/services/demo/demo-photographs'
import { licenseProblem } from '../materials/allowed-licenses'
import { cycloneDx, type Material, materialsOf, readLock } from '../materials/bill-of-materials'
import { type Lines, projectRoot, runWithoutDatabase, textTable } from '../run-command'

/** Some packages are used only for the demo's photographs, whose license differs from that of the package. */
function noteOn(name: string): string {
  const licenses = demoPhotographs.filter((photo) => photo.package === name).map(({ license }) => license)
  return licenses.length === 0 ? '' : `photographs of the demo: ${[...new Set(licenses)].join(', ')}`
}

function table(places: readonly Material[]): Lines {
  const materials = [...new Map(places.map((material) => [`${material.name} ${material.version}`, material])).values()]
  const rows = materials.map(({ name, version, license, isOptional }) => [
    ...[name, version, license ?? 'none stated', isOptional ? 'optional' : 'required'],
    noteOn(name),
  ])
  const head = ['package', 'version', 'license', 'needed', 'note']
  const problems = materials.flatMap(({ name, version, license }) => {
    const problem = licenseProblem(license)
    return problem === null ? [] : [`${name} ${version} ${problem}.`]
  })
  const outcome = problems.length === 0 ? ['All have licenses that software under Apache-2.0 may use.'] : problems
  return [...textTable([head, ...rows]), '', `${materials.length} packages.`, ...outcome]
}

export const billOfMaterialsCommand = () =>
  new Command('bill-of-materials')
    .description(
      'List every package that is installed to run this server, with its version and license; as JSON, in CycloneDX 1.6.',
    )
    .action(async () => {
      await runWithoutDatabase(async () => {
        const [wanted, installed] = await Promise.all([
          readLock(projectRoot, 'wanted'),
          readLock(projectRoot, 'installed'),
        ])
        const materials = materialsOf(installed)
        // npm's record of installed packages omits the product itself and its direct dependencies.
        const packages = { ...installed.packages, '': wanted.packages['']! }
        return { text: table(materials), json: cycloneDx(materials, { ...installed, packages }) }
      })
    })
