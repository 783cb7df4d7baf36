'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ChevronDown, CircleAlert, Plus, Trash2 } from '@/components/ui/generated/icons'
import type { IneffectiveSetting } from '@/lib/domain/quality/ineffective-settings'
import { limitField, newRule, type RuleDraft } from '@/lib/domain/quality/quality-draft'
import type { QualityRule } from '@/lib/domain/quality/quality-rule'
import { idleRuleSentence } from '@/lib/wording/quality'

const kinds: Array<{ kind: QualityRule['kind']; word: string }> = [
  { kind: 'golden-marks', word: 'Golden accuracy' },
  { kind: 'too-fast', word: 'Too fast' },
  { kind: 'same-answer', word: 'Always the same' },
]

interface RuleEditorProps {
  rules: RuleDraft[]
  ineffective: readonly IneffectiveSetting[]
  /** Error messages by the contract's field name, such as "rules.0.last". */
  problems: Record<string, string>
  onChange: (rules: RuleDraft[]) => void
}

export function RuleEditor({ rules, ineffective, problems, onChange }: RuleEditorProps) {
  const change = (key: number, changes: Partial<RuleDraft>) =>
    onChange(rules.map((rule) => (rule.key === key ? { ...rule, ...changes } : rule)))
  const nextKey = rules.reduce((most, { key }) => Math.max(most, key), 0) + 1
  return (
    <>
      {rules.length === 0 ? (
        <p className="mb-3 text-second">No rules yet.</p>
      ) : (
        <ol className="mb-3 divide-y rounded-card border bg-card">
          {rules.map((rule, index) => {
            const wrong = (field: string) => problems[`rules.${index}.${field}`] ?? null
            const problem = wrong('last') ?? wrong(limitField[rule.kind])
            const idle = ineffective.find((one) => one.kind === 'rule' && one.index === index)
            const field = (name: 'last' | 'limit', label: string) => (
              <SentenceNumber
                label={`${label}, rule ${index + 1}`}
                value={rule[name]}
                isWrong={wrong(name === 'last' ? 'last' : limitField[rule.kind]) !== null}
                onChange={(value) => change(rule.key, { [name]: value })}
              />
            )
            return (
              <li key={rule.key} className="flex items-start gap-3 px-4 py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="leading-[36px]">
                    If <Condition kind={rule.kind} field={field} />,{' '}
                    <SentenceChoice
                      label={`Action, rule ${index + 1}`}
                      value={rule.action}
                      onChange={(action) => change(rule.key, { action })}
                    />
                    .
                  </p>
                  {problem && <p className="text-danger text-small">{problem}</p>}
                  {!problem && idle?.kind === 'rule' && (
                    <p className="mt-1 flex gap-1.5 text-pretty text-small">
                      <CircleAlert aria-hidden size={14} className="mt-[3px] shrink-0 text-danger" />
                      {idleRuleSentence(idle)}
                    </p>
                  )}
                </div>
                <Button
                  size="small"
                  tone="quiet"
                  className="mt-1 w-8 px-0! touch:mt-0 touch:w-11"
                  aria-label={`Remove rule ${index + 1}`}
                  onClick={() => onChange(rules.filter(({ key }) => key !== rule.key))}
                >
                  <Trash2 aria-hidden size={16} />
                </Button>
              </li>
            )
          })}
        </ol>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-second text-small">Add a rule:</span>
        {kinds.map(({ kind, word }) => (
          <Button
            key={kind}
            size="small"
            onClick={() => onChange([...rules, { key: nextKey, kind, ...newRule[kind] }])}
          >
            <Plus aria-hidden size={14} />
            {word}
          </Button>
        ))}
      </div>
    </>
  )
}

type FieldOf = (name: 'last' | 'limit', label: string) => ReactNode

function Condition({ kind, field }: { kind: QualityRule['kind']; field: FieldOf }) {
  if (kind === 'golden-marks')
    return (
      <>
        over the last {field('last', 'Number of golden answers')} golden answers of each kind, fewer than{' '}
        {field('limit', 'Minimum accuracy in percent')}% are right on labels that apply or on labels that do not
      </>
    )
  if (kind === 'too-fast')
    return (
      <>
        the median time over the last {field('last', 'Number of tasks')} tasks is below{' '}
        {field('limit', 'Minimum seconds per task')} s
      </>
    )
  return (
    <>
      at least {field('limit', 'Same answers')} of the last {field('last', 'Number of answers')} answers are the same
    </>
  )
}

interface SentenceNumberProps {
  label: string
  value: string
  isWrong: boolean
  onChange: (value: string) => void
}

function SentenceNumber({ label, value, isWrong, onChange }: SentenceNumberProps) {
  return (
    <input
      // A field of type "number" drops a typed comma, so that 1,5 becomes 15.
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-invalid={isWrong || undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={clsx(
        'h-7 w-14 rounded-control border bg-card px-1 text-center tabular-nums',
        isWrong ? 'border-danger' : 'border-edge',
      )}
    />
  )
}

interface SentenceChoiceProps {
  label: string
  value: RuleDraft['action']
  onChange: (value: RuleDraft['action']) => void
}

function SentenceChoice({ label, value, onChange }: SentenceChoiceProps) {
  return (
    <span className="relative inline-flex align-middle">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value === 'pause' ? 'pause' : 'tell')}
        className="field-sizing-content h-7 appearance-none rounded-control border border-edge bg-card ps-2 pe-7 leading-none"
      >
        <option value="tell">alert the admins</option>
        <option value="pause">pause the rater and alert the admins</option>
      </select>
      <ChevronDown aria-hidden size={14} className="pointer-events-none absolute end-2 top-[7px] text-second" />
    </span>
  )
}
