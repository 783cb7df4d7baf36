'use client'

import { Radio } from '@/components/ui/checkbox'
import { TextLink } from '@/components/ui/link'
import type { PlanSource, PlanState } from '@/lib/contracts/plan'
import { mostAskedClasses } from '@/lib/domain/plan/plan-source'
import { counted } from '@/lib/wording/number'
import { ClassList } from './class-list'
import type { Draft } from './use-draft'

export function SourceChoice({ slug, draft, data }: { slug: string; draft: Draft; data: PlanState }) {
  const { source } = draft.settings
  const choose = (next: PlanSource) => draft.change({ source: next })
  const hasModels = data.models.length > 0
  const areFew = data.classCount <= mostAskedClasses
  const { classCount } = data
  const option = (from: PlanSource['from']) => ({ name: 'source', checked: source.from === from })
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">What raters are asked about</legend>
      <Radio
        {...option('models')}
        label="What models propose"
        hint={
          hasModels ? (
            'The original label, and what the models selected below propose for each image.'
          ) : (
            <>
              Needs predictions, which you can import at any time.{' '}
              <TextLink href={`/projects/${slug}/data#models`}>Import predictions</TextLink>
            </>
          )
        }
        disabled={!hasModels}
        onChange={() => choose({ from: 'models' })}
      />
      <Radio
        {...option('original')}
        label="The original label of each image"
        hint="One candidate per image. Finds wrong labels, but not missing ones."
        onChange={() => choose({ from: 'original' })}
      />
      <Radio
        {...option('classes')}
        label={areFew ? `Every class of a list, such as all ${classCount}` : 'Every class of a short list'}
        hint={`The same classes on every image, and its original label. Finds missing labels too. At most ${counted(mostAskedClasses, 'class', 'classes', 'en')}.`}
        disabled={classCount === 0}
        onChange={() => choose({ from: 'classes', classes: areFew ? null : [] })}
      >
        {source.from === 'classes' && (
          <ClassList slug={slug} source={source} classes={data.classes} classCount={classCount} onChange={choose} />
        )}
      </Radio>
      <Radio
        {...option('list')}
        label="A list of your own for each image"
        hint={
          data.listedCandidates > 0 ? (
            `${counted(data.listedCandidates, 'candidate', 'candidates', 'en')} of the imported list, and the original label of the images that it names.`
          ) : (
            <>
              Needs a CSV file with the columns image and class, a line for each pair.{' '}
              <TextLink href={`/projects/${slug}/data`}>Import a list</TextLink>
            </>
          )
        }
        disabled={data.listedCandidates === 0}
        onChange={() => choose({ from: 'list' })}
      />
    </fieldset>
  )
}
