'use client'

import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import type { PlanSource, PlanState } from '@/lib/contracts/plan'
import { mostAskedClasses } from '@/lib/domain/plan/plan-source'
import { counted } from '@/lib/wording/number'
import { Choice } from './choice'
import { ClassList } from './class-list'
import type { Draft } from './use-draft'

const linkStyle = 'text-accent underline underline-offset-2'
const Note = ({ children }: { children: ReactNode }) => <p className="text-second text-small">{children}</p>

export function SourceChoice({ slug, draft, data }: { slug: string; draft: Draft; data: PlanState }) {
  const { source } = draft.settings
  const choose = (next: PlanSource) => draft.change({ source: next })
  const hasModels = data.models.length > 0
  const areFew = data.classCount <= mostAskedClasses
  const { classCount } = data
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">What raters are asked about</legend>
      <Choice
        group="source"
        isChosen={source.from === 'models'}
        isDisabled={!hasModels}
        onChoose={() => choose({ from: 'models' })}
        label="What models propose"
      >
        <Note>
          {hasModels ? (
            'The original label, and what the models selected below propose for each image.'
          ) : (
            <>
              Needs predictions, which you can import at any time.{' '}
              <Link href={`/projects/${slug}/data#models`} className={linkStyle}>
                Import predictions
              </Link>
            </>
          )}
        </Note>
      </Choice>
      <Choice
        group="source"
        isChosen={source.from === 'original'}
        onChoose={() => choose({ from: 'original' })}
        label="The original label of each image"
      >
        <Note>One candidate per image. Finds wrong labels, but not missing ones.</Note>
      </Choice>
      <Choice
        group="source"
        isChosen={source.from === 'classes'}
        isDisabled={classCount === 0}
        onChoose={() => choose({ from: 'classes', classes: areFew ? null : [] })}
        label={areFew ? `Every class of a list, such as all ${classCount}` : 'Every class of a short list'}
      >
        <Note>
          The same classes on every image, and its original label. Finds missing labels too. At most{' '}
          {counted(mostAskedClasses, 'class', 'classes', 'en')}.
        </Note>
        {source.from === 'classes' && (
          <ClassList slug={slug} source={source} classes={data.classes} classCount={classCount} onChange={choose} />
        )}
      </Choice>
      <Choice
        group="source"
        isChosen={source.from === 'list'}
        isDisabled={data.listedCandidates === 0}
        onChoose={() => choose({ from: 'list' })}
        label="A list of your own for each image"
      >
        <Note>
          {data.listedCandidates > 0 ? (
            `${counted(data.listedCandidates, 'candidate', 'candidates', 'en')} of the imported list, and the original label of the images that it names.`
          ) : (
            <>
              Needs a CSV file with the columns image and class, a line for each pair.{' '}
              <Link href={`/projects/${slug}/data`} className={linkStyle}>
                Import a list
              </Link>
            </>
          )}
        </Note>
      </Choice>
    </fieldset>
  )
}
