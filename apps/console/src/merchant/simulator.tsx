// Understands what cover would cost a shop: it says what it sells, and sees the premium, the break-even and how both are reckoned.

import { listProducts } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { SelectField } from "@anxin/ui/pieces/field";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { CostForm } from "./cost/form.js";
import { type CostInput, FIRST_INPUT, readInput, writeInput } from "./cost/input.js";
import { CostResult } from "./cost/result.js";
import { useSimulation } from "./cost/simulation.js";
import { ShopPage } from "./shop.js";

const FIRST_PRODUCT = "return-freight";

/** Somebody who is still typing or sliding does not change the address at every step. */
const STILL_MS = 250;

/** What is simulated comes into the address as soon as it stands still: a reload, a link or the way back shows the same. */
function useAsked() {
  const [search, setSearch] = useSearchParams();
  const [product, chooseProduct] = useState(search.get("product") ?? FIRST_PRODUCT);
  const [input, change] = useState<CostInput>(() => readInput(search.get("sells")) ?? FIRST_INPUT);
  const written = writeInput(input);
  const isThere =
    product === (search.get("product") ?? FIRST_PRODUCT) &&
    written === (search.get("sells") ?? writeInput(FIRST_INPUT));
  useEffect(() => {
    if (isThere) return;
    const timer = setTimeout(
      () =>
        setSearch(
          (before) => {
            before.set("product", product);
            before.set("sells", written);
            return before;
          },
          { replace: true },
        ),
      STILL_MS,
    );
    return () => clearTimeout(timer);
  }, [isThere, product, written, setSearch]);
  return { product, input, chooseProduct, change };
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { product, input, chooseProduct, change } = useAsked();
  const products = useAnswer(listProducts, {});
  const found = useSimulation(product, input);
  return (
    <ShopPage title={t("nav_simulator")} lead={t("simulatorLead")}>
      <div className="mr-two">
        <Panel title={t("simulatorInput")}>
          <Answered of={products}>
            {({ data }) => (
              <SelectField
                label={t("product")}
                value={product}
                onChange={({ target }) => chooseProduct(target.value)}
                choices={data
                  .filter(({ payers }) => payers.includes("merchant"))
                  .map(({ code, name }) => ({ value: code, label: name }))}
              />
            )}
          </Answered>
          <CostForm input={input} onInput={change} ownRatePpm={found.data?.body.returnRatePpm ?? null} />
        </Panel>
        <div className="mr-stack">
          {found.error !== null ? (
            <ErrorState problem={found.error} retry={() => void found.refetch()} />
          ) : found.data === undefined ? (
            <Loading lines={5} />
          ) : (
            <CostResult of={found.data.body} isComing={found.isFetching} />
          )}
        </div>
      </div>
    </ShopPage>
  );
}
