import './node-version.mjs'
import { existsSync } from 'node:fs'
import path from 'node:path'

const { generateClient, generateIconFile, projectRoot } = await import('./prepare.mjs')
const { linkCommand } = await import('./link-command.mjs')
const { trimPackages } = await import('./installed-packages.mjs')
const { exitWithProblem } = await import('./start-problem.mjs')
linkCommand(projectRoot)
trimPackages(projectRoot)
if (existsSync(path.join(projectRoot, 'prisma/schema.prisma'))) await generateClient().catch(exitWithProblem)
if (existsSync(path.join(projectRoot, 'components'))) await generateIconFile().catch(exitWithProblem)
