// Understands the list of keys: what each does, how to change it, and how to have none of them.

import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { Checkbox } from "@anxin/ui/pieces/field";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ACTIONS, type Action, DEFAULT_SHORTCUTS, isKey, remapped, type Shortcuts, takenBy } from "./shortcuts.js";

interface ShortcutHelpProps {
  readonly isOpen: boolean;
  readonly shortcuts: Shortcuts;
  readonly onShortcuts: (shortcuts: Shortcuts) => void;
  readonly onClose: () => void;
}

export function ShortcutHelp({ isOpen, shortcuts, onShortcuts, onClose }: ShortcutHelpProps) {
  const { t } = useTranslation(["review", "house"]);
  const [taken, setTaken] = useState<{ readonly action: Action; readonly by: Action } | null>(null);
  const change = (action: Action, key: string): void => {
    if (!isKey(key)) return;
    const by = takenBy(shortcuts.keys, action, key);
    setTaken(by === null ? null : { action, by });
    if (by === null) onShortcuts(remapped(shortcuts, action, key));
  };
  return (
    <Dialog
      title={t("shortcuts")}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => onShortcuts({ ...DEFAULT_SHORTCUTS, isOn: shortcuts.isOn })}>
            {t("shortcutsReset")}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t("house:close")}
          </Button>
        </>
      }
    >
      <Checkbox
        label={t("shortcutsOn")}
        hint={t("shortcutsHint")}
        checked={shortcuts.isOn}
        onChange={({ target }) => onShortcuts({ ...shortcuts, isOn: target.checked })}
      />
      <table className="rv-keys">
        <thead>
          <tr>
            <th scope="col">{t("shortcutAction")}</th>
            <th scope="col">{t("shortcutKey")}</th>
          </tr>
        </thead>
        <tbody>
          {ACTIONS.map((action) => (
            <tr key={action}>
              <th scope="row">{t(`do_${action}`)}</th>
              <td>
                <input
                  className="ax-input"
                  aria-label={t("shortcutFor", { action: t(`do_${action}`) })}
                  aria-invalid={taken?.action === action || undefined}
                  value={shortcuts.keys[action]}
                  disabled={!shortcuts.isOn}
                  autoComplete="off"
                  onFocus={({ target }) => target.select()}
                  onChange={({ target }) => change(action, target.value.slice(-1))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status" className="ax-field-error">
        {taken === null ? "" : t("shortcutTaken", { action: t(`do_${taken.by}`) })}
      </p>
    </Dialog>
  );
}
