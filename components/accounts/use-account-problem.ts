import { useTranslations } from 'next-intl'
import { accountProblemOf } from '@/lib/domain/accounts/account-problem'

/** Translates error messages of account fields into the user's language. */
export function useAccountProblem() {
  const t = useTranslations('account')
  return (sentence: string | undefined) => {
    const problem = sentence && accountProblemOf(sentence)
    return problem ? t(`problem_${problem}`) : sentence
  }
}
