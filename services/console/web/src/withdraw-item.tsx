import * as api from './api.js';
import { DisclosureForm } from './disclosure-form.js';
import type { Captured } from './knowledge.js';
import { useWords } from './language.js';
import { ReasonInput, reasonIn } from './reason-input.js';
import { RequireRole } from './role.js';
import { FocusLoss, useAnnouncement } from './use-announcement.js';

interface Props {
  item: Captured;
  onWithdrawn(): void;
}

/** Takes back an item that should not have been written down. */
export function WithdrawItem({ item: { itemId, text }, onWithdrawn }: Props) {
  const { say, name } = useWords();
  const { announcement, announce, announceLoss } = useAnnouncement();
  const withdraw = async (given: FormData) => {
    await api.withdraw(itemId, reasonIn(given));
    announce(name('event', 'KnowledgeItemWithdrawn'), true);
    onWithdrawn();
  };
  return (
    <div>
      {announcement}
      <FocusLoss value={announceLoss}>
        {text !== null && (
          <RequireRole role="contributor">
            <DisclosureForm label={say('withdraw')} onSubmit={withdraw} removesButton>
              <ReasonInput />
              <p className="quiet">{say('withdrawnForGood')}</p>
            </DisclosureForm>
          </RequireRole>
        )}
      </FocusLoss>
    </div>
  );
}
