import { useTranslations } from 'next-intl'
import { accountProblemOf } from '@/lib/domain/accounts/account-problem'

/** What is wrong with a field of an account, in the reader's language. */
export function useAccountProblem() {
  const t = useTranslations('account')
  return (sentence: string | undefined) => {
    const problem = sentence && accountProblemOf(sentence)
    return problem ? t(`problem_${problem}`) : sentence
  }
}
