// Understands which institutions and repairers the insurer of the demo has registered.

/** Products whose report or appraisal comes from an institution, or whose repair from a repairer, of the register. */
const REGISTER: Readonly<Record<string, readonly string[]>> = {
  quality: ["中国检验认证集团", "国家纺织制品质量检验检测中心"],
  authenticity: ["中国检验认证集团奢侈品鉴定中心"],
  "extended-warranty": ["安心维修服务中心"],
  "screen-crack": ["安心维修服务中心"],
};

/** The names that a product's form may cite without a person looking; empty where a product cites none. A demo's choice. */
export function registerOf(product: string): readonly string[] {
  return REGISTER[product] ?? [];
}
