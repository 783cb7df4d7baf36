import { Legend } from '@/components/kit/legend'
import { ChangedDot } from '@/components/kit/thumbnail'
import { VoteCountMarks } from '@/components/kit/vote-marks'
import { Hand } from '@/components/ui/generated/icons'
import { answers } from '@/lib/domain/rating/answer'
import { LabelChip } from './label-chip'

const label = { index: 0, externalId: null, name: 'label' }
const votes = answers.map((answer) => ({ answer, isExcluded: false, count: 1 }))

const ofRun = [
  { mark: <ChangedDot />, meaning: 'Labels differ from the original label' },
  { mark: <LabelChip label={label} status="kept" />, meaning: 'Kept' },
  { mark: <LabelChip label={label} status="dropped" />, meaning: 'Dropped' },
  { mark: <LabelChip label={label} status="kept" isOriginal />, meaning: 'Original label' },
  { mark: <Hand size={12} />, meaning: 'Set by hand' },
]
const beforeRun = [
  { mark: <LabelChip label={label} status="open" />, meaning: 'Candidate' },
  { mark: <LabelChip label={label} status="open" isOriginal />, meaning: 'Original label' },
]
const ofVotes = {
  mark: <VoteCountMarks votes={votes} />,
  meaning: 'One bar per vote: no, maybe, yes; pale if the rater is excluded',
}
const ofScore = { mark: <span className="tabular-nums">0.93</span>, meaning: 'Score' }

interface LabelLegendProps {
  hasRun: boolean
  hasNumbers: boolean
  className?: string
}

export const LabelLegend = ({ hasRun, hasNumbers, className = '' }: LabelLegendProps) => (
  <Legend
    className={className}
    items={[...(hasRun ? ofRun : beforeRun), ...(hasNumbers ? [...(hasRun ? [ofScore] : []), ofVotes] : [])]}
  />
)
