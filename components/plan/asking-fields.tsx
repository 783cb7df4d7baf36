'use client'

import { clsx } from 'clsx'
import { Radio } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { integerBetween } from '@/lib/contracts/number'
import type { PlanSettings } from '@/lib/contracts/plan/plan'
import { ratersForMix } from '@/lib/domain/plan/asking-costs'
import { counted, wholeNumber } from '@/lib/wording/number'
import { hoursText, moneyText, secondsText } from '@/lib/wording/plan'
import { NumberSetting } from './number-setting'
import type { PlanPageState } from './use-plan-page'

/** Initial share of a mixed plan. */
const defaultShare = 0.5
const group = 'asking'

/** Chooses between tasks by image, pages by class, or a mix, with the effort of each. */
export function AskingFields({ state }: { state: PlanPageState }) {
  const { settings, change, close } = state.draft
  const { classShare } = settings
  const isMixed = classShare > 0 && classShare < 1
  return (
    <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">How candidates are asked</legend>
        <Radio
          name={group}
          label="Image first"
          hint="One image with its candidates."
          checked={classShare === 0}
          onChange={() => change({ classShare: 0 })}
        />
        <Radio
          name={group}
          label="Class first"
          hint={`One class with up to twelve images; raters tap those that show it.${settings.adaptive ? ' Not available with adaptive votes.' : ''}`}
          checked={classShare === 1}
          disabled={settings.adaptive !== null}
          onChange={() => change({ classShare: 1 })}
        />
        <Radio
          name={group}
          label="Mixed"
          hint={`Each candidate gets ${counted(settings.ratersPerTask, 'vote')} in total, some of them class first. An experiment can then compare the two.`}
          checked={isMixed}
          disabled={settings.adaptive !== null}
          onChange={() => change({ classShare: defaultShare })}
        >
          {isMixed && (
            <div className="mt-2 max-w-56">
              <NumberSetting
                label="Class first, % of votes"
                value={Math.round(classShare * 100)}
                schema={percent}
                onChange={(value) => change({ classShare: value / 100 }, 'classShare')}
                onLeave={close}
              />
            </div>
          )}
          {isMixed && <FewRaters settings={settings} raters={state.data.raters} />}
        </Radio>
      </fieldset>
      <WaysTable {...state} isMixed={isMixed} />
    </div>
  )
}

const percent = integerBetween(1, 99)

/** Warns if a mixed plan may never be finished by the current raters, and says how many it needs. */
function FewRaters({ settings, raters }: { settings: PlanSettings; raters: number }) {
  const { ratersPerTask, classShare, candidatesPerTask: candidates } = settings
  const needed = ratersForMix({ ratersPerTask, classShare, candidates })
  if (raters >= needed || needed === ratersPerTask) return null
  const joined = raters === 0 ? 'No rater has joined yet' : `${counted(raters, 'rater has', 'raters have')} joined`
  return (
    <Notice tone="error" className="mt-3" title={`${joined}; a mixed plan needs ${wholeNumber(needed)}`}>
      {raters <= ratersPerTask
        ? `With ${ratersPerTask} raters or fewer, this plan will probably never be finished: `
        : 'With fewer, some candidates may never be finished: '}
      a rater who answers a candidate class first no longer gets its image with all candidates, and each candidate needs{' '}
      {ratersPerTask} different raters. {wholeNumber(needed)} are enough for images with up to {candidates} candidates.
      Invite more raters, lower “Candidates per task”, or choose only image first or only class first, for which{' '}
      {ratersPerTask} raters are enough.
    </Notice>
  )
}

function WaysTable({ settings, report, isOld, isMixed }: PlanPageState & { isMixed: boolean }) {
  const ways = report?.ways
  if (!ways) return null
  const share = Math.round(settings.classShare * 100)
  const rows = [
    { name: 'Image first', figures: ways.image, isChosen: settings.classShare === 0 },
    { name: 'Class first', figures: ways.class, isChosen: settings.classShare === 1 },
    ...(isMixed ? [{ name: `Mixed, ${share}% class first`, figures: ways.chosen, isChosen: true }] : []),
  ]
  const { perCandidate, from, answers } = ways.pictureTime
  return (
    <div className={clsx('transition-opacity duration-150', isOld && 'opacity-60')}>
      <table className="w-full text-[13px] tabular-nums">
        <thead>
          <tr className="text-second text-small">
            <th scope="col" className="py-1 text-start font-medium">
              <span className="sr-only">How candidates are asked</span>
            </th>
            {['Keys or taps', 'Hours', 'Cost'].map((head) => (
              <th key={head} scope="col" className="py-1 text-end font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, figures, isChosen }) => (
            <tr key={name} className={clsx('border-t', isChosen && 'font-semibold')}>
              <th scope="row" className="py-1.5 pe-3 text-start font-[inherit]">
                {name}
              </th>
              <td className="py-1.5 text-end">{wholeNumber(figures.acts)}</td>
              <td className="py-1.5 text-end">{hoursText(figures.raterHours)}</td>
              <td className="py-1.5 text-end">{moneyText(figures.cost, settings.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-pretty text-second text-small">
        When rating class first, an image takes {secondsText(Number(perCandidate.toFixed(2)))},{' '}
        {from === 'measured' ? `measured on ${wholeNumber(answers)} votes` : 'assumed until 50 votes are timed'}. Taps
        assume one label that applies per image.
      </p>
    </div>
  )
}
