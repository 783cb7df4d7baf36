// `npm run generate:imagenet`: writes public/imagenet-1k.json from the development package wordnet.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { imagenetFileText } from '@/lib/formats/classes/imagenet-from-wordnet'
import { findWordnet, openWordnet } from '@/lib/formats/classes/wordnet'

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const text = imagenetFileText(await openWordnet(await findWordnet(projectRoot)))
writeFileSync(path.join(projectRoot, 'public/imagenet-1k.json'), text)
