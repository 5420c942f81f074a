"""Parametric question families of the power-monitoring bank (电力监控).

Every key is computed: arithmetic families in exact fractions, choice families by a rule from a small table whose
source is named beside it. A distractor is what a named mistake gives; in choice families it may also be a neighbouring
step of the series or another answer of the fixed set.
"""

import re
from ipaddress import ip_address, ip_network
from math import ceil, isqrt

from family import Family, Fraction, aligned, balanced, eq, fixed, instance, shown

SQRT3 = Fraction(1732, 1000)  # every stem that needs it says √3取1.732


def root(value):
    """The square root as a fraction, good to six decimals."""
    return Fraction(isqrt(int(Fraction(value) * 10**12)), 10**6)


def dec(text):
    """An exact fraction from a decimal given as text or number."""
    return Fraction(str(text))


def turned(stem, mistakes):
    """The mistakes from another starting place for every stem, so that the key's rank among the options varies."""
    start = sum(map(ord, stem)) % len(mistakes)
    return mistakes[start:] + mistakes[:start]


def choose(stem, right, mistakes, explanation):
    """A question with a text for answer; where the texts hold numbers, the key's rank among them varies too."""
    def numbers(text):
        return tuple(map(Fraction, re.findall(r"\d+(?:\.\d+)?", text)))

    kept = []
    for name, text in turned(stem, mistakes):
        if text != right and text not in [other for _, other in kept]:
            kept.append((name, text))
    key, found = numbers(right), [numbers(text) for _, text in kept]
    if key and key not in found and all(len(key) == len(other) for other in found):
        kept = [(name, text) for name, _, text in balanced(
            stem, key, [(name, other, text) for (name, text), other in zip(kept, found)])]
    return instance(stem, right, kept, explanation)


def ask(stem, value, places, unit, mistakes, explanation):
    """A question with a number for answer; mistakes within 3 % of the key or of each other are passed over."""
    kept, taken = [], [value]
    for name, number in turned(stem, mistakes):
        far = all(abs(number - other) * 100 >= 3 * max(number, other) for other in taken)
        if number > 0 and shown(number, places) != "0" and far:
            kept.append((name, number))
            taken.append(number)
    kept = balanced(stem, value, kept)
    space = " " if unit and unit[0] not in "%元万" else ""
    texts = [text + space + unit for text in aligned([shown(number, places) for number in (value, *(n for _, n in kept))])]
    return instance(stem, texts[0], [(name, text) for (name, _), text in zip(kept, texts[1:])], explanation)


# ---------------------------------------------------------------- 电力系统基础

def line_current():
    """I = P / (√3·U·cosφ)."""
    rows = []
    for volts, kilowatts, cos in [
            ("0.38", 45, "0.8"), ("0.38", 75, "0.85"), ("0.38", 132, "0.88"), ("0.38", 200, "0.9"), ("0.38", 280, "0.92"),
            ("10", 800, "0.8"), ("10", 1250, "0.85"), ("10", 1800, "0.9"), ("10", 2400, "0.92"), ("10", 3200, "0.95"),
            ("10", 4500, "0.88"), ("20", 3600, "0.8"), ("20", 6300, "0.85"), ("35", 5000, "0.8"), ("35", 8000, "0.9"),
            ("35", 12000, "0.92"), ("35", 16000, "0.95"), ("110", 20000, "0.85"), ("110", 36000, "0.9"),
            ("110", 45000, "0.95")]:
        u, c = dec(volts), dec(cos)
        value = kilowatts / (SQRT3 * u * c)
        rows.append(ask(
            f"某{volts} kV三相对称负荷，有功功率为{kilowatts} kW，功率因数为{cos}，其线电流约为（　）。（√3取1.732）",
            value, 1, "A",
            [("漏乘√3", value * SQRT3), ("功率因数乘在分子上", value * c * c), ("把√3当成3", value * SQRT3 / 3),
             ("漏除功率因数", value * c), ("√3乘在分子上", value * 3)],
            f"I=P/(√3Ucosφ)={kilowatts}/(1.732×{volts}×{cos}){eq(value, 1)} A。"))
    return Family("line-current", "电力系统基础/系统构成与短路计算", "初级工", "easy", tuple(rows))


# Oil-immersed and dry-type series: GB/T 6451, GB/T 10228 (impedance voltage); low-voltage side in kV.
SHORT_CIRCUIT_UNITS = [
    ("S20-200/10", 200, "10", "0.4", "4"), ("S20-315/10", 315, "10", "0.4", "4"), ("S20-400/10", 400, "10", "0.4", "4"),
    ("S20-500/10", 500, "10", "0.4", "4"), ("S20-630/10", 630, "10", "0.4", "4.5"), ("S20-800/10", 800, "10", "0.4", "4.5"),
    ("S20-1000/10", 1000, "10", "0.4", "4.5"), ("S20-1250/10", 1250, "10", "0.4", "4.5"),
    ("S20-1600/10", 1600, "10", "0.4", "4.5"), ("SCB14-800/10", 800, "10", "0.4", "6"),
    ("SCB14-1000/10", 1000, "10", "0.4", "6"), ("SCB14-1250/10", 1250, "10", "0.4", "6"),
    ("SCB14-1600/10", 1600, "10", "0.4", "6"), ("SCB14-2000/10", 2000, "10", "0.4", "6"),
    ("SCB14-2500/10", 2500, "10", "0.4", "6"), ("SZ20-5000/35", 5000, "35", "10.5", "7"),
    ("SZ20-10000/35", 10000, "35", "10.5", "7.5"), ("SZ20-16000/35", 16000, "35", "10.5", "8"),
    ("SZ20-20000/35", 20000, "35", "10.5", "8"), ("SZ20-31500/110", 31500, "110", "10.5", "10.5")]


def short_circuit_by_impedance():
    """Ik = IN2 / uk with an infinite system behind the transformer."""
    rows = []
    for model, kva, high, low, percent in SHORT_CIRCUIT_UNITS:
        rated = kva / (SQRT3 * dec(low))
        value = rated / (dec(percent) / 100) / 1000
        rows.append(ask(
            f"{model}型变压器，额定容量{kva} kVA，电压比{high}/{low} kV，阻抗电压{percent}%，高压侧视为无穷大系统，"
            "忽略电阻，低压侧出口三相短路电流约为（　）。（√3取1.732）",
            value, 2, "kA",
            [("漏除√3", value * SQRT3), ("误算为两相短路", value * dec("0.866")),
             ("误按阻抗电压5%估算", rated * 20 / 1000), ("误乘冲击系数1.8", value * dec("1.8")),
             ("重复除以√3", value / SQRT3), ("误取冲击电流", value * dec("1.8") * dec("1.414"))],
            f"I2N={kva}/(1.732×{low}){eq(rated, 0)} A，Ik=I2N/uk{eq(rated, 0)}/{percent}%{eq(value, 2)} kA。"))
    return Family("short-circuit-by-impedance", "电力系统基础/系统构成与短路计算", "中级工", "medium", tuple(rows))


def per_unit_chain():
    """Ik = Ib / (Xs + Xl + Xt) in per unit, Sb = 100 MVA."""
    rows = []
    for source, uav, km, mva, percent in [
            (2500, 115, 20, "31.5", "10.5"), (3000, 115, 15, "40", "10.5"), (4000, 115, 30, "50", "16"),
            (2000, 115, 12, "20", "10.5"), (1500, 115, 25, "25", "10.5"), (5000, 115, 10, "63", "16"),
            (3500, 115, 18, "40", "12"), (1800, 115, 22, "31.5", "10.5"), (4500, 115, 35, "50", "17"),
            (800, 37, 8, "8", "7.5"), (600, 37, 6, "10", "7.5"), (1000, 37, 5, "16", "8"), (500, 37, 10, "6.3", "7.5"),
            (700, 37, 4, "12.5", "8"), (900, 37, 12, "20", "8"), (400, 37, 7, "5", "7"), (1200, 37, 9, "20", "9"),
            (650, 37, 3, "8", "7.5"), (2200, 115, 40, "40", "14"), (750, 37, 15, "10", "8")]:
        xs, xt = Fraction(100, source), dec(percent) / dec(mva)
        xl = dec("0.4") * km * 100 / (uav * uav)
        value = dec("5.5") / (xs + xl + xt)
        bus = "110" if uav == 115 else "35"
        rows.append(ask(
            f"取Sb=100 MVA，某{bus} kV电源母线短路容量为{source} MVA，经{km} km线路（0.4 Ω/km，平均电压{uav} kV）接一台"
            f"{mva} MVA、阻抗电压{percent}%的变压器，10.5 kV侧基准电流为5.5 kA，该侧母线三相短路电流约为（　）。",
            value, 2, "kA",
            [("漏计线路电抗", dec("5.5") / (xs + xt)), ("漏计变压器电抗", dec("5.5") / (xs + xl)),
             ("阻抗电压未折算到基准容量", dec("5.5") / (xs + xl + dec(percent) / 100)),
             ("漏计系统电抗", dec("5.5") / (xl + xt)), ("误算为两相短路", value * dec("0.866")), ("重复除以√3", value / SQRT3)],
            f"X*=100/{source}+0.4×{km}×100/{uav}²+{percent}%×100/{mva}{eq(xs + xl + xt, 3)}，"
            f"Ik=5.5/X*{eq(value, 2)} kA。"))
    return Family("per-unit-chain", "电力系统基础/系统构成与短路计算", "技师", "hard", tuple(rows))


def capacitive_current_estimate():
    """IC ≈ U·(Loh/350 + Lc/10) for a line network, plus the substation's increment (10 kV 16 %, 35 kV 13 %)."""
    rows = []
    for volts, overhead, cable in [(10, 70, 12), (10, 105, 18), (10, 35, 22), (10, 140, 9), (10, 210, 15), (10, 56, 30),
                                   (10, 84, 8), (10, 175, 24), (10, 49, 16), (10, 28, 40), (10, 63, 10), (10, 98, 26),
                                   (35, 50, 6), (35, 80, 4), (35, 120, 9), (35, 60, 12), (35, 90, 7), (35, 40, 5),
                                   (35, 150, 10), (35, 70, 8)]:
        extra = 16 if volts == 10 else 13
        line = volts * (Fraction(overhead, 350) + Fraction(cable, 10))
        value = line * (100 + extra) / 100
        rows.append(ask(
            f"某{volts} kV不接地系统有架空线{overhead} km、电缆{cable} km，电容电流架空线按UL/350、电缆按UL/10估算"
            f"（U单位kV，L单位km），变电站电气设备使电容电流增加{extra}%，系统单相接地电容电流约为（　）。",
            value, 1, "A",
            [("漏计变电站设备增值", line), ("全部按电缆计算", Fraction(volts * (overhead + cable), 10)),
             ("两个系数用反", volts * (Fraction(overhead, 10) + Fraction(cable, 350))),
             ("增值按减少计算", line * (100 - extra) / 100), ("多乘√3", value * SQRT3), ("误用相电压", value / SQRT3)],
            f"线路IC={volts}×({overhead}/350+{cable}/10){eq(line, 1)} A，"
            f"再乘{shown(Fraction(100 + extra, 100), 2)}得约{shown(value, 1)} A。"))
    return Family("capacitive-current-estimate", "电力系统基础/中性点运行方式", "中级工", "easy", tuple(rows))


def arc_coil_tap():
    """GB/T 50064: over-compensation, detuning not beyond 10 %, residual current not beyond 10 A."""
    rows = []
    for index, current in enumerate([36, 42, 48, 50, 54, 60, 64, 68, 72, 75, 78, 80, 84, 85, 88, 90, 92, 95, 96, 98]):
        percents = [(94, 100, 106, 118), (88, 93, 107, 125), (100, 108, 122, 135), (92, 105, 116, 130), (85, 94, 100, 106)][index % 5]
        taps = [round(Fraction(current * p, 100)) for p in percents]
        right = [t for t in taps if t > current and (t - current) * 10 <= current and t - current <= 10]
        assert len(right) == 1
        detuning = shown(Fraction(current - right[0], current) * 100, 1).replace("-", "－")
        rows.append(choose(
            f"某10 kV系统电容电流为{current} A，消弧线圈分接电流可选{taps[0]}、{taps[1]}、{taps[2]}、{taps[3]} A，"
            "要求过补偿运行，脱谐度绝对值不大于10%，接地残流不大于10 A，应选（　）。",
            f"{right[0]} A",
            [("误选全补偿" if t == current else "误选欠补偿" if t < current else "脱谐度越限", f"{t} A")
             for t in taps if t != right[0]],
            f"过补偿要求IL大于{current} A；选{right[0]} A时残流{right[0] - current} A，"
            f"脱谐度（IC－IL）/IC≈{detuning}%，符合要求。"))
    return Family("arc-coil-tap", "电力系统基础/中性点运行方式", "中级工", "medium", tuple(rows))


# ---------------------------------------------------------------- 变压器运行

def rated_currents():
    """IN = SN / (√3·UN) on both sides."""
    rows = []
    for kva, high, low in [(200, "10", "0.4"), (250, "10", "0.4"), (315, "10", "0.4"), (400, "10", "0.4"),
                           (500, "10", "0.4"), (630, "10", "0.4"), (800, "10", "0.4"), (1000, "10", "0.4"),
                           (1250, "10", "0.4"), (1600, "10", "0.4"), (2000, "10", "0.4"), (2500, "10", "0.4"),
                           (3150, "35", "10.5"), (5000, "35", "10.5"), (6300, "35", "10.5"), (8000, "35", "10.5"),
                           (10000, "35", "10.5"), (20000, "110", "10.5"), (40000, "110", "10.5"), (63000, "110", "10.5")]:
        one, two = kva / (SQRT3 * dec(high)), kva / (SQRT3 * dec(low))

        def pair(a, b):
            return f"{fixed(a, 1)} A、{shown(b, 0)} A"

        rows.append(choose(
            f"某三相变压器额定容量{kva} kVA，额定电压{high}/{low} kV，其高压侧、低压侧额定电流分别约为（　）。（√3取1.732）",
            pair(one, two),
            [("漏除√3", pair(one * SQRT3, two * SQRT3)), ("两侧颠倒", f"{shown(two, 0)} A、{fixed(one, 1)} A"),
             ("把√3当成3", pair(one * SQRT3 / 3, two * SQRT3 / 3)), ("误用√2", pair(one * SQRT3 / dec("1.414"), two * SQRT3 / dec("1.414"))),
             ("误把√3当成2", pair(one * SQRT3 / 2, two * SQRT3 / 2))],
            f"I1N={kva}/(1.732×{high}){eq(one, 1)} A，I2N={kva}/(1.732×{low}){eq(two, 0)} A。"))
    return Family("rated-currents", "变压器运行/运行监视与并列", "初级工", "easy", tuple(rows))


def parallel_limit():
    """The transformer with the smaller uk is full first; the other carries SN·uk1/uk2."""
    rows = []
    for s1, u1, s2, u2 in [(1000, "4.5", 1000, "5"), (800, "4.5", 1000, "5"), (630, "4", 800, "4.5"), (1250, "4.5", 1600, "5"),
                           (1000, "5.5", 1250, "6"), (1600, "5.5", 2000, "6"), (500, "4", 630, "4.5"), (800, "5.5", 800, "6"),
                           (2000, "5.5", 2500, "6"), (1250, "5.5", 1250, "6"), (400, "4", 500, "4.5"), (1600, "5.5", 1600, "6"),
                           (5000, "7", 6300, "7.5"), (6300, "7.5", 8000, "8"), (8000, "7", 10000, "8"),
                           (10000, "7.5", 12500, "8"), (3150, "6.5", 4000, "7"), (12500, "7.5", 16000, "8.5")]:
        a, b = dec(u1), dec(u2)
        value = s1 + s2 * a / b
        rows.append(ask(
            f"两台变压器变比、联结组标号相同，容量与阻抗电压为{s1} kVA、{u1}%和{s2} kVA、{u2}%，阻抗角相同。"
            "若并列运行且均不过负荷，最大可供负荷约为（　）。",
            value, 0, "kVA",
            [("误为两台额定容量之和", Fraction(s1 + s2)), ("两台容量都按比例折减", (s1 + s2) * a / b),
             ("比值用反", s1 + s2 * b / a), ("误折减第一台并放大第二台", s1 * a / b + s2 * b / a),
             ("误取较小容量的两倍折减", 2 * s1 * a / b), ("误只取一台容量折减", s2 * a / b)],
            f"{u1}%的一台先满载{s1} kVA，另一台负载率{u1}/{u2}，S={s1}+{s2}×{u1}/{u2}{eq(value, 0)} kVA。"))
    return Family("parallel-limit", "变压器运行/运行监视与并列", "高级工", "hard", tuple(rows))


# No-load and load loss near GB/T 6451 / GB/T 10228 values, kW; then P (kW) and cosφ of the load.
LOSS_CASES = [
    (400, "0.41", "3.61", 256, "0.8"), (500, "0.48", "4.33", 270, "0.9"), (630, "0.57", "4.96", 378, "0.8"),
    (630, "0.57", "4.96", 425, "0.9"), (800, "0.70", "6.00", 544, "0.85"), (800, "0.70", "6.00", 432, "0.9"),
    (1000, "0.83", "8.24", 720, "0.9"), (1000, "0.83", "8.24", 480, "0.8"), (1250, "0.97", "9.60", 800, "0.8"),
    (1250, "0.97", "9.60", 900, "0.9"), (1600, "1.17", "11.6", 1024, "0.8"), (1600, "1.17", "11.6", 816, "0.85"),
    (2000, "1.55", "14.5", 1440, "0.9"), (2000, "1.55", "14.5", 1020, "0.85"), (2500, "1.83", "17.3", 1900, "0.95"),
    (2500, "1.83", "17.3", 1500, "0.8"), (5000, "4.86", "31.3", 3600, "0.9"), (6300, "5.90", "35.0", 4284, "0.85"),
    (8000, "8.10", "38.4", 5760, "0.9"), (10000, "9.80", "45.3", 6800, "0.85")]


def transformer_loss():
    """ΔP = P0 + β²·Pk with β = P / (SN·cosφ)."""
    rows = []
    for kva, p0, pk, load, cos in LOSS_CASES:
        none, full, beta = dec(p0), dec(pk), load / (kva * dec(cos))
        value = none + beta * beta * full
        rows.append(ask(
            f"某{kva} kVA变压器空载损耗{p0} kW、额定负载损耗{pk} kW，现供有功负荷{load} kW、功率因数{cos}，"
            "其总有功损耗约为（　）。",
            value, 2, "kW",
            [("负载率未平方", none + beta * full), ("漏计空载损耗", beta * beta * full),
             ("空载损耗也乘负载率平方", beta * beta * (none + full)), ("按满载损耗计", none + full),
             ("未除功率因数求负载率", none + (Fraction(load, kva)) ** 2 * full),
             ("功率因数除了两次", none + (beta / dec(cos)) ** 2 * full)],
            f"β={load}/({kva}×{cos}){eq(beta, 3)}，ΔP={p0}+{shown(beta, 3)}²×{pk}{eq(value, 2)} kW。"))
    return Family("transformer-loss", "变压器运行/运行监视与并列", "中级工", "medium", tuple(rows))


def absorption_ratio():
    """Absorption ratio R60s/R15s, polarisation index R600s/R60s."""
    rows = []
    for r15, r60, r600 in [(3000, 4200, 7000), (2500, 3500, 5600), (4000, 5600, 9600), (1800, 2700, 4500), (3500, 4900, 8000),
                           (2000, 2800, 4800), (5000, 7000, 12000), (2200, 3300, 5500), (1500, 2100, 3600),
                           (2800, 4000, 6400), (3200, 4500, 7600), (2400, 3600, 6000), (4500, 6200, 10500),
                           (1600, 2400, 4300), (3600, 5000, 9000), (4200, 6000, 9900), (2600, 3800, 6500),
                           (3800, 5400, 8600), (1200, 1700, 3000), (5500, 7700, 12800)]:
        def pair(a, b):
            return f"吸收比{fixed(a, 2)}，极化指数{fixed(b, 2)}"

        k, p = Fraction(r60, r15), Fraction(r600, r60)
        rows.append(choose(
            f"测得某变压器绕组绝缘电阻15 s时为{r15} MΩ、60 s时为{r60} MΩ、10 min时为{r600} MΩ，则（　）。",
            pair(k, p),
            [("比值取倒数", pair(1 / k, 1 / p)), ("极化指数误用15 s值", pair(k, Fraction(r600, r15))),
             ("两个指标颠倒", pair(p, k)), ("吸收比误用10 min值", pair(Fraction(r600, r15), p)),
             ("吸收比取倒数", pair(1 / k, p)), ("极化指数取倒数", pair(k, 1 / p))],
            f"吸收比R60/R15={r60}/{r15}{eq(k, 2)}，极化指数R600/R60={r600}/{r60}{eq(p, 2)}。"))
    return Family("absorption-ratio", "变压器运行/运行监视与并列", "初级工", "easy", tuple(rows))


# An on-load tap changer: rated kV, steps each side, step in per mille; tap 1 is the highest voltage.
ONLOAD_TAPS = {"110±8×1.25%": (8, "1.25"), "35±3×2.5%": (3, "2.5"), "110±6×1.5%": (6, "1.5")}


def onload_tap():
    """U2' = U2·U(tap now)/U(tap new): the fewest steps that bring the busbar to the limit."""
    rows = []
    for spec, now, bus, limit in [
            ("110±8×1.25%", 9, "10.0", "10.3"), ("110±8×1.25%", 7, "9.9", "10.2"), ("110±8×1.25%", 11, "10.2", "10.5"),
            ("110±8×1.25%", 5, "10.0", "10.4"), ("110±8×1.25%", 8, "10.1", "10.4"), ("110±8×1.25%", 10, "9.8", "10.1"),
            ("110±8×1.25%", 12, "10.9", "10.6"), ("110±8×1.25%", 9, "10.8", "10.5"), ("110±8×1.25%", 10, "11.0", "10.5"),
            ("110±8×1.25%", 13, "10.8", "10.3"), ("35±3×2.5%", 3, "10.0", "10.4"), ("35±3×2.5%", 4, "9.9", "10.3"),
            ("35±3×2.5%", 5, "10.9", "10.5"), ("35±3×2.5%", 6, "11.0", "10.5"), ("110±6×1.5%", 7, "10.0", "10.4"),
            ("110±6×1.5%", 5, "9.8", "10.2"), ("110±6×1.5%", 9, "10.9", "10.5"), ("110±6×1.5%", 10, "10.8", "10.5"),
            ("110±6×1.5%", 6, "10.1", "10.6"), ("35±3×2.5%", 2, "10.1", "10.5")]:
        side, step = ONLOAD_TAPS[spec]
        factor = {n: 1 + (side + 1 - n) * dec(step) / 100 for n in range(1, 2 * side + 2)}
        raising = dec(limit) > dec(bus)
        way = 1 if raising else -1
        new = now
        while (dec(bus) * factor[now] / factor[new] - dec(limit)) * way < 0:
            new += way
        value, before = (dec(bus) * factor[now] / factor[tap] for tap in (new, new - way))
        assert min(abs(value - dec(limit)), abs(before - dec(limit))) > dec("0.015")
        demand = f"不低于{limit}" if raising else f"不高于{limit}"
        rows.append(choose(
            f"主变高压侧{spec}有载调压，共{2 * side + 1}挡，第1挡电压最高、第{side + 1}挡为额定挡。现在第{now}挡，10 kV母线为"
            f"{bus} kV，电源电压与负荷不变，欲使母线电压{demand} kV且调挡最少，应调至第（　）挡。",
            str(new),
            [(name, str(tap)) for name, tap in [("少调一挡", new - way), ("多调一挡", new + way), ("方向调反", 2 * now - new),
                                                ("方向调反只调一挡", now - way)] if 0 < tap <= 2 * side + 1],
            f"第{new}挡时U2={bus}×{shown(factor[now], 4)}/{shown(factor[new], 4)}{eq(value, 2)} kV，"
            f"{demand} kV；少调一挡只到{shown(before, 2)} kV。"))
    return Family("onload-tap", "变压器运行/冷却与调压", "高级工", "medium", tuple(rows))


# Top-oil temperature by the hour, as differences from the fans' starting value (returns are 10 K lower).
OIL_COURSES = [(-12, -6, -2, 2, 4, 1, -3, -6, -9, -11, -13), (-11, -7, -1, 1, 3, 5, 2, -2, -7, -10, -12),
               (-13, -9, -5, -1, 2, 3, -1, -4, -8, -12, -14), (-14, -8, -3, 0, 2, -2, -5, -9, -11, -12, -14),
               (-12, -5, 1, 4, 6, 3, -1, -5, -10, -11, -13)]


def fan_return():
    """Fans start at the upper setting and stop only at the lower one (hysteresis)."""
    rows = []
    for start, hour in [(55, 8), (65, 9), (60, 7), (55, 10)]:
        for course in OIL_COURSES:
            temps = [start + offset for offset in course]
            times = [f"{hour + i}:00" for i in range(len(temps))]

            def first(test, after=0):
                return next(i for i in range(after, len(temps)) if test(temps[i]))

            on = first(lambda t: t >= start)
            off = first(lambda t: t <= start - 10, on)
            early, soon = first(lambda t: t >= start - 10), first(lambda t: t < start, on)

            def pair(a, b):
                return f"{times[a]}启动、{times[b]}停止"

            rows.append(choose(
                f"主变风扇整定为顶层油温达{start} ℃启动、降至{start - 10} ℃停止。{times[0]}起逐时油温记录为"
                f"{'、'.join(map(str, temps))} ℃，按整点记录判断，风扇应（　）。",
                pair(on, off),
                [("忽略返回值", pair(on, soon)), ("误按返回值启动", pair(early, off)), ("启停定值用反", pair(early, soon)),
                 ("误在最高油温时启动", pair(temps.index(max(temps)), off)), ("误认为须再低一个记录值", pair(on, off + 1))],
                f"{times[on]}油温{temps[on]} ℃达启动值，{times[off]}降至{temps[off]} ℃不高于返回值{start - 10} ℃才停止。"))
    return Family("fan-return", "变压器运行/冷却与调压", "初级工", "easy", tuple(rows))


# ---------------------------------------------------------------- 高压开关设备

NEAR_STEPS = [("多选一级", 1), ("少选一级", -1), ("多选两级", 2), ("少选两级", -2), ("多选三级", 3), ("少选三级", -3)]

BREAKING = ["12.5", "16", "20", "25", "31.5", "40", "50", "63"]  # kA, R10 steps of GB/T 11022, GB/T 1984


def breaking_current():
    """Ik = Sk/(√3·Uav) with growth; the smallest rated breaking current not below it."""
    rows = []
    for mva, uav, growth in [(250, "10.5", 15), (300, "10.5", 20), (350, "10.5", 10), (420, "10.5", 15), (500, "10.5", 15),
                             (220, "10.5", 20), (400, "10.5", 25), (1200, "37", 20), (1500, "37", 15), (900, "37", 25),
                             (1800, "37", 20), (1350, "37", 25), (3600, "115", 20), (4500, "115", 20), (5500, "115", 20),
                             (6800, "115", 20), (3000, "115", 25), (9000, "230", 20), (11000, "230", 25), (14000, "230", 20)]:
        present = mva / (SQRT3 * dec(uav))
        value = present * (100 + growth) / 100
        place = next(i for i, text in enumerate(BREAKING) if dec(text) >= value)

        def choice(number):
            return f"{next((t for t in BREAKING if dec(t) >= number), BREAKING[-1])} kA"

        steps = [(name, f"{BREAKING[place + shift]} kA") for name, shift in NEAR_STEPS if 0 <= place + shift < len(BREAKING)]
        rows.append(choose(
            f"某断路器安装处现有短路容量{mva} MVA，平均电压{uav} kV，预计远景短路电流增长{growth}%，"
            "其额定短路开断电流至少应选（　）。（√3取1.732）",
            f"{BREAKING[place]} kA",
            [("未计远景增长", choice(present)), ("漏除√3", choice(value * SQRT3)), *steps],
            f"Ik={mva}/(1.732×{uav}){eq(present, 1)} kA，远景约{shown(value, 1)} kA，选不小于它的{BREAKING[place]} kA。"))
    return Family("breaking-current", "高压开关设备/断路器与GIS", "中级工", "medium", tuple(rows))


def sf6_pressure():
    """p20 = (p + 0.1)·293/(273 + θ) − 0.1 MPa, then alarm and lock-out."""
    rows = []
    for rated, alarm, lock, gauge, degree in [
            ("0.60", "0.55", "0.50", "0.57", 40), ("0.60", "0.55", "0.50", "0.52", -10), ("0.60", "0.55", "0.50", "0.51", 38),
            ("0.60", "0.55", "0.50", "0.54", 2), ("0.60", "0.52", "0.50", "0.50", -5), ("0.60", "0.52", "0.50", "0.55", 40),
            ("0.60", "0.55", "0.50", "0.46", -12), ("0.50", "0.45", "0.40", "0.47", 42), ("0.50", "0.45", "0.40", "0.42", -8),
            ("0.50", "0.45", "0.40", "0.42", 39), ("0.50", "0.45", "0.40", "0.39", -5), ("0.40", "0.35", "0.30", "0.37", 40),
            ("0.40", "0.35", "0.30", "0.32", -10), ("0.40", "0.35", "0.30", "0.31", 36), ("0.40", "0.35", "0.30", "0.28", -9),
            ("0.50", "0.44", "0.42", "0.46", 36), ("0.50", "0.44", "0.42", "0.41", -6), ("0.60", "0.53", "0.50", "0.56", 45),
            ("0.60", "0.53", "0.50", "0.49", -15), ("0.60", "0.53", "0.50", "0.53", 44)]:
        ratio = Fraction(293, 273 + degree)

        def verdict(pressure, wrong=False):
            if pressure <= dec(lock):
                name = "低于报警值未到闭锁值" if wrong else "已达闭锁值"
            elif pressure <= dec(alarm):
                name = "压力正常" if wrong else "低于报警值未到闭锁值"
            else:
                name = "低于报警值未到闭锁值" if wrong else "压力正常"
            return f"约{fixed(pressure, 2)} MPa，{name}"

        value = (dec(gauge) + dec("0.1")) * ratio - dec("0.1")
        assert all(abs(value - dec(limit)) > dec("0.008") for limit in (alarm, lock))
        cold = f"－{-degree}" if degree < 0 else str(degree)
        reason = (f"不高于闭锁值{lock} MPa" if value <= dec(lock) else f"高于报警值{alarm} MPa" if value > dec(alarm)
                  else f"不高于报警值{alarm} MPa而高于闭锁值{lock} MPa")
        rows.append(choose(
            f"SF6断路器20 ℃时额定/报警/闭锁压力为{rated}/{alarm}/{lock} MPa（表压）。环境{cold} ℃时普通压力表读数{gauge} MPa，"
            "大气压取0.1 MPa，按绝对压力与热力学温度成正比折算到20 ℃，结果为（　）。",
            verdict(value),
            [("未作温度折算", verdict(dec(gauge))), ("温度比用反", verdict((dec(gauge) + dec("0.1")) / ratio - dec("0.1"))),
             ("判据错位", verdict(value, True))],
            f"({gauge}+0.1)×293/{273 + degree}－0.1≈{fixed(value, 2)} MPa，{reason}，故{verdict(value).partition('，')[2]}。"))
    return Family("sf6-pressure", "高压开关设备/断路器与GIS", "高级工", "hard", tuple(rows))


# SF6 moisture limits at 20 ℃, μL/L, DL/T 596: (with arc products, without), in service and after an A-class overhaul.
MOISTURE = {"运行中": (300, 500), "A级检修后": (150, 250)}
CHAMBERS = ["断路器灭弧室", "母线气室", "电压互感器气室", "避雷器气室"]


def sf6_moisture():
    """Which gas chamber is over its limit: only the breaker chamber has arc products."""
    rows = []
    for stage, values in [
            ("运行中", (330, 460, 410, 380)), ("运行中", (260, 530, 350, 420)), ("运行中", (280, 390, 540, 330)),
            ("运行中", (240, 450, 310, 520)), ("运行中", (350, 480, 390, 360)), ("运行中", (290, 560, 470, 340)),
            ("运行中", (210, 370, 580, 490)), ("运行中", (270, 440, 320, 550)), ("运行中", (310, 420, 490, 450)),
            ("运行中", (190, 510, 280, 400)), ("A级检修后", (170, 230, 190, 210)), ("A级检修后", (120, 270, 180, 240)),
            ("A级检修后", (140, 200, 280, 160)), ("A级检修后", (110, 220, 190, 265)), ("A级检修后", (165, 240, 210, 180)),
            ("A级检修后", (130, 290, 230, 170)), ("A级检修后", (100, 180, 260, 235)), ("A级检修后", (145, 195, 225, 275)),
            ("A级检修后", (180, 245, 200, 220)), ("A级检修后", (90, 255, 210, 185))]:
        arc, plain = MOISTURE[stage]
        over = [i for i, v in enumerate(values) if v > (arc if i == 0 else plain)]
        assert len(over) == 1
        listed = "、".join(f"{name}{v}" for name, v in zip(CHAMBERS, values))
        rows.append(choose(
            f"{stage}的某GIS测得各气室SF6湿度（折算到20 ℃，μL/L）：{listed}。已知此时有电弧分解物的隔室限值为{arc}，"
            f"无电弧分解物的隔室限值为{plain}，湿度超标的是（　）。",
            CHAMBERS[over[0]],
            [("限值用混", name) for i, name in enumerate(CHAMBERS) if i != over[0]],
            f"只有灭弧室按{arc} μL/L判断，其余按{plain} μL/L；{CHAMBERS[over[0]]}{values[over[0]]} μL/L超标。"))
    return Family("sf6-moisture", "高压开关设备/断路器与GIS", "初级工", "easy", tuple(rows))


def relative_temperature():
    """DL/T 664: δ = (T1 − T2)/(T1 − T0), T1 hot spot, T2 the like point of a sound phase, T0 surroundings."""
    rows = []
    parts = ["A相线路侧隔离开关触头", "B相母线侧隔离开关接线板", "C相隔离开关转头", "B相隔离开关刀闸口", "A相隔离开关引线线夹"]
    for index, (hot, sound, air) in enumerate([
            (62, 34, 22), (75, 38, 25), (58, 32, 20), (84, 40, 28), (48, 31, 18), (70, 33, 15), (92, 45, 30), (55, 36, 24),
            (66, 42, 26), (78, 36, 10), (51, 29, 12), (88, 41, 32), (60, 39, 27), (73, 44, 21), (46, 25, 8), (81, 35, 19),
            (68, 30, 16), (95, 48, 33), (57, 40, 29), (64, 28, 5)]):
        value = Fraction(hot - sound, hot - air) * 100
        rows.append(ask(
            f"红外测温：{parts[index % 5]}{hot} ℃，正常相对应部位{sound} ℃，环境参照体{air} ℃，按DL/T 664计算的相对温差约为（　）。",
            value, 0, "%",
            [("以热点温度为分母", Fraction(hot - sound, hot) * 100), ("误取两相温度之比", Fraction(sound, hot) * 100),
             ("误求正常相温升比", Fraction(sound - air, hot - air) * 100), ("以正常相温度为分母", Fraction(hot - sound, sound) * 100),
             ("以两温度之和为分母", Fraction(hot - sound, hot + sound) * 100)],
            f"δ=(T1－T2)/(T1－T0)×100%=({hot}－{sound})/({hot}－{air})×100%{eq(value, 0)}%。"))
    return Family("relative-temperature", "高压开关设备/隔离开关与防误闭锁", "中级工", "medium", tuple(rows))


# ---------------------------------------------------------------- 互感器与测量

CT_PRIMARY = [50, 75, 100, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500, 2000]  # A, steps of GB/T 20840.2


def metering_ct():
    """DL/T 448: the working current near 60 % of the rated primary current and never above it."""
    rows = []
    for volts, kilowatts, cos in [
            ("10", 500, "0.9"), ("10", 700, "0.85"), ("10", 900, "0.9"), ("10", 1300, "0.9"), ("10", 1800, "0.92"),
            ("10", 2600, "0.9"), ("10", 3200, "0.95"), ("10", 3800, "0.9"), ("10", 5600, "0.9"), ("10", 6600, "0.95"),
            ("35", 3000, "0.9"), ("35", 4200, "0.85"), ("35", 6200, "0.9"), ("35", 9800, "0.9"), ("35", 13000, "0.92"),
            ("0.38", 26, "0.85"), ("0.38", 34, "0.9"), ("0.38", 52, "0.9"), ("0.38", 75, "0.9"), ("0.38", 100, "0.92")]:
        load = kilowatts / (SQRT3 * dec(volts) * dec(cos))

        def nearest(current):
            fits = [p for p in CT_PRIMARY if p >= current]
            return min(fits, key=lambda p: abs(current / p - dec("0.6")))

        best = nearest(load)
        place = CT_PRIMARY.index(best)
        near = [(name, f"{CT_PRIMARY[place + shift]}/5") for name, shift in NEAR_STEPS if 0 <= place + shift < len(CT_PRIMARY)]
        rows.append(choose(
            f"某{volts} kV计量点正常最大负荷{kilowatts} kW，功率因数{cos}。按DL/T 448使该电流尽量接近额定一次电流的60%，"
            "电流互感器变比宜选（　）。（√3取1.732）",
            f"{best}/5",
            [("只求大于负荷电流", f"{next(p for p in CT_PRIMARY if p >= load)}/5"), ("漏除√3", f"{nearest(load * SQRT3)}/5"),
             *near],
            f"I={kilowatts}/(1.732×{volts}×{cos}){eq(load, 1)} A，除以0.6约{shown(load / dec('0.6'), 0)} A，"
            f"选{best}/5，负荷占{shown(load / best * 100, 0)}%。"))
    return Family("metering-ct", "互感器与测量/电流与电压互感器", "中级工", "medium", tuple(rows))


WIRE = ["1.5", "2.5", "4", "6", "10", "16"]  # mm², GB/T 9330


def ct_cable():
    """S ≥ ρ·K·L/(Zb − Zm − Rc): K = 1 for a full star, 2 for a single CT, √3 for two CTs in part star."""
    rows = []
    for amps, va, length, meter, name in [
            (5, 20, 60, "0.15", "星形"), (5, 30, 80, "0.5", "星形"), (5, 20, 40, "0.2", "单相"), (5, 15, 85, "0.1", "星形"),
            (5, 30, 70, "0.45", "不完全星形"), (5, 40, 90, "0.7", "不完全星形"), (5, 25, 60, "0.4", "单相"),
            (5, 20, 75, "0.1", "不完全星形"), (5, 15, 120, "0.1", "星形"), (5, 30, 100, "0.35", "星形"),
            (5, 50, 130, "0.9", "单相"), (5, 40, 150, "0.9", "星形"), (5, 20, 30, "0.3", "不完全星形"),
            (5, 25, 65, "0.15", "单相"), (5, 50, 150, "0.6", "不完全星形"), (5, 30, 90, "0.8", "星形"),
            (5, 40, 110, "0.8", "单相"), (5, 15, 50, "0.3", "不完全星形"), (5, 20, 100, "0.5", "星形"),
            (5, 30, 80, "0.7", "单相")]:
        factor = {"星形": Fraction(1), "单相": Fraction(2), "不完全星形": SQRT3}[name]
        room = Fraction(va, amps * amps) - dec(meter) - dec("0.1")
        area = dec("0.0175") * factor * length / room

        def choice(number):
            return f"{next((t for t in WIRE[1:] if dec(t) >= number), WIRE[-1])} mm²"

        right = choice(area)
        place = WIRE.index(right.split()[0])
        near = [(name, f"{WIRE[place + shift]} mm²") for name, shift in NEAR_STEPS if 0 <= place + shift < len(WIRE)]
        label = {"星形": "三相星形联结（连接导线系数取1）", "单相": "单相联结（连接导线系数取2）",
                 "不完全星形": "两相不完全星形联结（连接导线系数取√3≈1.732）"}[name]
        rows.append(choose(
            f"TA二次额定{amps} A、{va} VA，{label}，铜电缆单程{length} m，仪表阻抗{meter} Ω，接触电阻0.1 Ω，ρ取0.0175 Ω·mm²/m。"
            "按不超过额定负荷选电缆，最小截面应为（　）。",
            right,
            [("连接系数用错", choice(area * 2 / factor) if name != "单相" else choice(area / 2)),
             ("漏减仪表阻抗", choice(dec("0.0175") * factor * length / (room + dec(meter)))),
             *near],
            f"导线允许阻抗{va}/25－{meter}－0.1={shown(room, 2)} Ω，S≥0.0175×{shown(factor, 3)}×{length}/{shown(room, 2)}"
            f"{eq(area, 2)} mm²，选{right}。"))
    return Family("ct-cable", "互感器与测量/电流与电压互感器", "技师", "hard", tuple(rows))


# ---------------------------------------------------------------- 继电保护

def definite_time_setting():
    """I2 = Krel·Kst·ILmax / (Kre·nTA)."""
    rows = []
    for load, ratio, rel, start, back in [
            (120, 200, "1.2", "1.5", "0.85"), (180, 300, "1.2", "1.8", "0.9"), (240, 400, "1.25", "1.5", "0.95"),
            (300, 500, "1.2", "2", "0.95"), (150, 300, "1.15", "2", "0.85"), (90, 150, "1.2", "1.6", "0.9"),
            (360, 600, "1.2", "1.5", "0.95"), (210, 300, "1.25", "1.3", "0.9"), (280, 400, "1.2", "1.8", "0.95"),
            (400, 600, "1.15", "1.5", "0.85"), (75, 100, "1.2", "1.5", "0.9"), (160, 200, "1.25", "1.6", "0.95"),
            (450, 800, "1.2", "2", "0.9"), (520, 800, "1.2", "1.5", "0.95"), (330, 600, "1.25", "2", "0.85"),
            (110, 150, "1.2", "1.4", "0.85"), (260, 500, "1.15", "1.8", "0.9"), (600, 1000, "1.2", "1.6", "0.95"),
            (140, 300, "1.25", "1.8", "0.85"), (380, 500, "1.2", "1.3", "0.9")]:
        turns, k, kst, kre = Fraction(ratio, 5), dec(rel), dec(start), dec(back)
        value = k * kst * load / (kre * turns)
        rows.append(ask(
            f"10 kV线路最大负荷电流{load} A，TA变比{ratio}/5，可靠系数{rel}，自启动系数{start}，返回系数{back}，接线系数1，"
            "定时限过电流保护的二次整定电流约为（　）。",
            value, 2, "A",
            [("返回系数乘在分子上", value * kre * kre), ("漏乘自启动系数", value / kst), ("漏乘可靠系数", value / k),
             ("漏除返回系数", value * kre), ("接线系数误取√3", value * SQRT3), ("返回系数重复除", value / kre)],
            f"I=({rel}×{start}×{load})/({back}×{shown(turns, 0)}){eq(value, 2)} A。"))
    return Family("definite-time-setting", "继电保护/线路保护", "中级工", "medium", tuple(rows))


def sensitivity():
    """Ksen = 0.866·Ik(3)min / (Iset·nTA); at least 1.5 as main, 1.2 as remote back-up (DL/T 584)."""
    rows = []
    for amps, setting, ratio, remote in [
            (900, "5", 300, 0), (620, "6", 300, 0), (1050, "7", 300, 0), (700, "5.5", 400, 0), (1380, "6.5", 500, 0),
            (1160, "9", 400, 0), (460, "6", 200, 0), (880, "4.5", 600, 0), (980, "8", 300, 0), (1950, "10", 600, 0),
            (420, "4", 300, 1), (390, "5", 300, 1), (820, "6", 400, 1), (530, "5", 400, 1), (1300, "7", 500, 1),
            (410, "8", 200, 1), (760, "4.5", 500, 1), (275, "3.5", 300, 1), (760, "6.5", 300, 1), (950, "9", 400, 1)]:
        primary = dec(setting) * ratio / 5
        value, need = dec("0.866") * amps / primary, dec("1.2") if remote else dec("1.5")

        def verdict(number, limit=need):
            return f"{fixed(number, 2)}，{'满足要求' if number >= limit else '不满足要求'}"

        flipped = f"{fixed(value, 2)}，{'不满足要求' if value >= need else '满足要求'}"
        place, duty = ("相邻线路末端", "远后备") if remote else ("本线路末端", "近后备")
        rows.append(choose(
            f"某线路过电流保护二次定值{setting} A，TA变比{ratio}/5，{place}最小运行方式三相短路电流{amps} A，作{duty}要求灵敏系数"
            f"不小于{shown(need, 1)}，按两相短路校验（取三相的0.866倍），结果为（　）。",
            verdict(value),
            [("误用三相短路电流", verdict(amps / primary)), ("结论判反", flipped), ("0.866除反", verdict(amps / primary / dec("0.866"))),
             ("误乘1/√3", verdict(amps / primary * dec("0.577")))],
            f"Ksen=0.866×{amps}/({setting}×{ratio}/5){eq(value, 2)}，{'不小于' if value >= need else '小于'}{shown(need, 1)}，{verdict(value).partition('，')[2]}。"))
    return Family("sensitivity", "继电保护/线路保护", "高级工", "medium", tuple(rows))


def time_grading():
    """t = the longest time of the next stage + Δt."""
    rows = []
    places = ["10 kV开闭所进线", "35 kV终端变电站进线", "10 kV母线分段", "主变低压侧总开关"]
    for index, (times, step) in enumerate([
            (("0.5", "0.8", "1.1"), "0.3"), (("0.6", "0.9", "0.3"), "0.3"), (("0.5", "1.0", "0.7"), "0.5"),
            (("0.4", "0.6", "1.2"), "0.3"), (("0.3", "0.5", "0.8"), "0.5"), (("1.0", "0.5", "1.5"), "0.4"),
            (("0.2", "0.7", "0.4"), "0.3"), (("1.2", "0.9", "0.6"), "0.4"), (("0.8", "0.5", "1.3"), "0.5"),
            (("0.6", "1.5", "1.1"), "0.3"), (("0.7", "0.3", "1.0"), "0.4"), (("0.9", "1.4", "0.5"), "0.5"),
            (("1.1", "0.8", "0.2"), "0.5"), (("0.4", "1.6", "1.0"), "0.4"), (("0.5", "0.9", "1.7"), "0.3"),
            (("1.3", "0.6", "1.0"), "0.3"), (("0.3", "1.2", "0.7"), "0.5"), (("0.8", "1.8", "1.2"), "0.4")]):
        numbers, delta = [dec(t) for t in times], dec(step)
        value = max(numbers) + delta
        rows.append(ask(
            f"{places[index % 4]}过电流保护，其下级三条出线的过电流时限为{times[0]} s、{times[1]} s、{times[2]} s，级差Δt取{step} s，"
            "按阶梯原则，该保护动作时限应为（　）。",
            value, 2, "s",
            [("与最短时限配合", min(numbers) + delta), ("漏加级差", max(numbers)), ("各时限相加", sum(numbers)),
             ("误加两个级差", value + delta), ("误减级差", max(numbers) - delta)],
            f"应与下级最长时限配合：t={shown(max(numbers), 1)}+{step}={shown(value, 1)} s。"))
    return Family("time-grading", "继电保护/线路保护", "初级工", "easy", tuple(rows))


# M^0.02 to four decimals, given in the stem.
POWER_002 = {2: "1.0140", 3: "1.0222", 4: "1.0281", 5: "1.0327", 6: "1.0365", 8: "1.0425", 10: "1.0471", 12: "1.0510"}


def inverse_time():
    """IEC 60255-151 normal inverse: t = 0.14·TMS / (M^0.02 − 1)."""
    rows = []
    for setting, ratio, multiple, tms in [
            (5, 200, 4, "0.2"), (4, 300, 5, "0.3"), (6, 400, 3, "0.15"), (5, 600, 8, "0.4"), (3, 500, 10, "0.25"),
            (4, 150, 6, "0.1"), (5, 300, 2, "0.3"), (6, 200, 12, "0.5"), (4, 400, 4, "0.35"), (3, 600, 5, "0.2"),
            (5, 800, 3, "0.4"), (4, 500, 8, "0.15"), (6, 300, 6, "0.25"), (5, 400, 10, "0.3"), (3, 300, 2, "0.1"),
            (4, 800, 12, "0.2"), (5, 150, 5, "0.45"), (6, 600, 4, "0.5"), (3, 200, 8, "0.3"), (4, 1000, 3, "0.25")]:
        fault, text = multiple * setting * ratio // 5, POWER_002[multiple]
        value = dec("0.14") * dec(tms) / (dec(text) - 1)
        rows.append(ask(
            f"反时限过电流保护启动值{setting} A（二次），TA变比{ratio}/5，时间倍数{tms}，特性t=0.14×TMS/(M^0.02－1)。"
            f"一次故障电流{fault} A时，动作时间约为（　）。（{multiple}^0.02={text}）",
            value, 2, "s",
            [("漏乘时间倍数", value / dec(tms)), ("误用非常反时限", dec("13.5") * dec(tms) / (multiple - 1)),
             ("误用极端反时限", 80 * dec(tms) / (multiple**2 - 1)), ("时间倍数重复乘", value * dec(tms)),
             ("误用长时反时限", 120 * dec(tms) / (multiple - 1))],
            f"M={fault}/({setting}×{ratio}/5)={multiple}，t=0.14×{tms}/({text}－1){eq(value, 2)} s。"))
    return Family("inverse-time", "继电保护/线路保护", "技师", "hard", tuple(rows))


def differential_balance():
    """Balance factor of the low side on the high-side base: I2h / I2l, both CT sets in star, phase shift inside."""
    rows = []
    for mva, high, low, ct_high, ct_low in [
            ("20", "110", "10.5", 150, 1500), ("31.5", "110", "10.5", 300, 2000), ("40", "110", "10.5", 300, 3000),
            ("50", "110", "10.5", 400, 4000), ("63", "110", "10.5", 600, 4000), ("25", "110", "10.5", 200, 2000),
            ("31.5", "110", "38.5", 300, 600), ("40", "110", "38.5", 300, 800), ("50", "110", "38.5", 400, 1000),
            ("16", "110", "10.5", 150, 1200), ("8", "35", "10.5", 200, 600), ("10", "35", "10.5", 300, 800),
            ("12.5", "35", "10.5", 300, 800), ("16", "35", "10.5", 400, 1200), ("20", "35", "10.5", 500, 1500),
            ("6.3", "35", "10.5", 150, 500), ("5", "35", "10.5", 100, 300), ("120", "220", "38.5", 600, 2500),
            ("150", "220", "38.5", 600, 3000), ("180", "220", "115", 800, 1200)]:
        one = dec(mva) * 1000 / (SQRT3 * dec(high)) * 5 / ct_high
        two = dec(mva) * 1000 / (SQRT3 * dec(low)) * 5 / ct_low
        value = one / two
        rows.append(ask(
            f"{mva} MVA、{high}/{low} kV主变，高、低压侧TA变比{ct_high}/5和{ct_low}/5，均星形接线，装置内部校正相位。"
            "以高压侧为基准，低压侧平衡系数等于高压侧二次额定电流除以低压侧二次额定电流，约为（　）。",
            value, 3, "",
            [("比值用反", 1 / value), ("重复计入√3", value * SQRT3), ("误按星三角再除√3", value / SQRT3),
             ("只看电压比", dec(low) / dec(high))],
            f"高压侧二次{shown(one, 2)} A，低压侧二次{shown(two, 2)} A，系数{eq(value, 3)}。"))
    return Family("differential-balance", "继电保护/变压器与母线保护", "高级工", "hard", tuple(rows))


def ratio_restraint():
    """Iop = Icd up to the knee 1.0 Ie, then Icd + k·(Ir − 1.0); Id = |I1 + I2|, Ir = (|I1| + |I2|)/2."""
    rows = []
    for one, two, opposite, start, slope in [
            ("4.0", "3.2", 1, "0.5", "0.5"), ("2.0", "0.6", 1, "0.5", "0.5"), ("5.0", "4.4", 1, "0.4", "0.5"),
            ("1.6", "1.2", 0, "0.5", "0.5"), ("6.0", "3.0", 1, "0.5", "0.4"), ("3.0", "1.4", 1, "0.4", "0.4"),
            ("8.0", "6.8", 1, "0.5", "0.5"), ("2.4", "0.4", 0, "0.4", "0.5"), ("3.6", "2.2", 1, "0.5", "0.5"),
            ("5.6", "2.0", 1, "0.6", "0.5"), ("7.0", "4.0", 1, "0.4", "0.6"), ("2.8", "1.0", 1, "0.5", "0.4"),
            ("4.8", "4.2", 1, "0.3", "0.5"), ("1.8", "1.0", 0, "0.6", "0.5"), ("6.4", "3.2", 1, "0.4", "0.5"),
            ("3.2", "0.8", 1, "0.5", "0.6"), ("9.0", "7.0", 1, "0.5", "0.5"), ("4.4", "1.6", 1, "0.3", "0.5"),
            ("5.2", "4.0", 1, "0.6", "0.4"), ("2.2", "1.6", 0, "0.3", "0.4")]:
        a, b = dec(one), dec(two)
        differ, restrain = (a - b if opposite else a + b), (a + b) / 2
        limit = dec(start) + dec(slope) * (restrain - 1)

        def verdict(current, threshold):
            act = "动作" if current >= threshold else "不动作"
            return f"差流{fixed(current, 2)}Ie，门槛{fixed(threshold, 2)}Ie，{act}"

        assert restrain > 1 and differ != limit
        phase = "相位相反" if opposite else "相位相同"
        rows.append(choose(
            f"变压器比率差动启动电流{start}Ie，拐点1.0Ie，拐点后斜率{slope}，制动电流取两侧电流绝对值之和的一半，两侧电流以流入变压器为正。"
            f"两侧电流{one}Ie和{two}Ie且{phase}，则（　）。",
            verdict(differ, limit),
            [("差流相量加减用反", verdict(a + b if opposite else a - b, limit)),
             ("未减拐点电流", verdict(differ, dec(start) + dec(slope) * restrain)), ("未计比率制动", verdict(differ, dec(start))),
             ("漏加启动电流", verdict(differ, dec(slope) * (restrain - 1))),
             ("制动电流未取一半", verdict(differ, dec(start) + dec(slope) * (a + b - 1)))],
            f"Id={shown(differ, 2)}Ie，Ir={shown(restrain, 2)}Ie，门槛={start}+{slope}×({shown(restrain, 2)}－1)"
            f"={shown(limit, 2)}Ie，{'动作' if differ >= limit else '不动作'}。"))
    return Family("ratio-restraint", "继电保护/变压器与母线保护", "高级技师", "hard", tuple(rows))


# ---------------------------------------------------------------- 安全自动装置

ROUNDS = ["49.0", "48.75", "48.5", "48.25", "48.0"]  # usual basic rounds of under-frequency shedding


def load_shedding_rounds():
    """Every basic round whose setting was reached (and held for its delay) trips its load."""
    rows = []
    cases = [((20, 25, 30, 35, 40), ["48.9", "48.7", "48.4", "48.1", "48.45"]),
             ((18, 22, 24, 28, 30), ["48.6", "48.7", "48.3", "48.2", "47.9"]),
             ((30, 28, 26, 24, 20), ["48.8", "48.55", "48.45", "48.15", "48.35"]),
             ((15, 20, 25, 20, 18), ["48.65", "48.35", "48.05", "48.85", "48.7"])]
    for loads, lows in cases:
        for low in lows:
            count = sum(1 for setting in ROUNDS if dec(low) <= dec(setting))
            total = [sum(loads[:k]) for k in range(6)]
            rows.append(ask(
                f"低频减载基本轮整定49.0、48.75、48.5、48.25、48.0 Hz，延时均0.2 s，各轮切负荷依次{'、'.join(map(str, loads))} MW。"
                f"频率缓慢跌至{low} Hz并停留1 s后回升，共切除负荷（　）。",
                Fraction(total[count]), 0, "MW",
                [("只计最后动作的一轮", Fraction(loads[count - 1])), ("多计一轮", Fraction(total[min(count + 1, 5)])),
                 ("少计一轮", Fraction(total[count - 1])), ("误计未动作的轮次", Fraction(total[5] - total[count])),
                 ("误计全部轮次", Fraction(total[5])), ("误计下一轮负荷", Fraction(loads[min(count, 4)])),
                 ("漏计首轮", Fraction(total[count] - loads[0]))],
                f"不低于{low} Hz的定值有{count}轮，各轮负荷{'+'.join(map(str, loads[:count]))}，共{total[count]} MW。"))
    return Family("load-shedding-rounds", "继电保护/安全自动装置", "中级工", "easy", tuple(rows))


def load_shedding_amount():
    """Pcut = (ΔP − K·P·Δf*) / (1 − K·Δf*)."""
    rows = []
    for total, lack, effect, target in [
            (1000, 200, "2", "49.5"), (1200, 240, "1.5", "49"), (800, 120, "2", "49"), (1500, 300, "1.8", "49.5"),
            (2000, 500, "2", "49"), (600, 90, "1.6", "49.5"), (900, 180, "2.5", "49"), (1600, 280, "2", "49.5"),
            (2500, 450, "1.5", "49.5"), (700, 140, "2", "49.5"), (1100, 220, "1.8", "49"), (1800, 360, "2.2", "49.5"),
            (3000, 600, "2", "49"), (500, 75, "2.4", "49.5"), (1300, 200, "1.6", "49"), (2200, 330, "2", "49.5"),
            (400, 100, "1.5", "49"), (950, 190, "2.2", "49"), (1400, 350, "2.5", "49.5"), (750, 150, "1.8", "49.5")]:
        relief = dec(effect) * (50 - dec(target)) / 50
        value = (lack - relief * total) / (1 - relief)
        rows.append(ask(
            f"某系统额定频率50 Hz，总负荷{total} MW，突然出现功率缺额{lack} MW，负荷频率调节效应系数{effect}。"
            f"计及剩余负荷的调节效应，使频率恢复稳定在{target} Hz，应切除负荷约（　）。",
            value, 1, "MW",
            [("不计调节效应", Fraction(lack)), ("未计切除后负荷减小", lack - relief * total),
             ("误加调节效应", (lack + relief * total) / (1 + relief)), ("分母用加号", (lack - relief * total) / (1 + relief)),
             ("误把调节减少量当切除量", relief * total), ("误把缺额与调节量相加", lack + relief * total)],
            f"K·Δf*={effect}×(50－{target})/50={shown(relief, 3)}，P=({lack}－{shown(relief, 3)}×{total})/(1－{shown(relief, 3)})"
            f"{eq(value, 1)} MW。"))
    return Family("load-shedding-amount", "继电保护/安全自动装置", "高级技师", "hard", tuple(rows))


# What a bus-section automatic transfer does, and the four answers.
TRANSFER_ANSWERS = ["跳1号进线后合分段断路器", "跳2号进线后合分段断路器", "不动作，失压母线的进线有流", "不动作，备用侧母线未达有压定值"]


def transfer_logic():
    """Bus-section transfer: own bus dead, own incoming line without current, the other bus alive; secondary values."""
    rows = []
    for dead, alive, idle, volts_one, amps_one, volts_two, amps_two in [
            (30, 70, "0.2", "4.2", "0.05", "101.6", "2.4"), (25, 65, "0.3", "102.1", "1.8", "18.5", "0.12"),
            (30, 70, "0.2", "6.8", "0.65", "100.9", "2.1"), (28, 72, "0.25", "2.1", "0.03", "66.4", "1.2"),
            (25, 60, "0.1", "22.6", "0.04", "99.8", "3.1"), (30, 70, "0.3", "103.2", "2.7", "9.4", "0.41"),
            (35, 70, "0.2", "101.4", "1.5", "33.2", "0.11"), (30, 65, "0.15", "58.3", "0.9", "5.6", "0.02"),
            (26, 68, "0.2", "12.7", "0.18", "70.5", "1.6"), (30, 75, "0.25", "100.2", "2.2", "3.8", "0.31"),
            (25, 70, "0.3", "73.6", "1.1", "21.9", "0.26"), (32, 70, "0.2", "0.8", "0.01", "1.2", "0.02"),
            (30, 60, "0.2", "28.4", "0.16", "61.7", "0.7"), (28, 65, "0.1", "15.3", "0.14", "102.8", "1.9"),
            (30, 72, "0.3", "101.9", "3.3", "27.6", "0.22"), (25, 70, "0.2", "68.1", "2.5", "4.9", "0.06"),
            (35, 75, "0.25", "31.8", "0.09", "104.1", "2.9"), (30, 68, "0.15", "99.4", "1.3", "11.2", "0.08"),
            (26, 65, "0.2", "8.1", "0.34", "100.5", "2.0"), (32, 70, "0.3", "19.4", "0.13", "64.8", "1.7")]:
        one, two = dec(volts_one), dec(volts_two)
        lost, current, other, number = (one, dec(amps_one), two, 0) if one < two else (two, dec(amps_two), one, 1)
        assert lost < dead and (current < dec(idle)) + (other > alive) > 0
        key = 3 if other <= alive else 2 if current >= dec(idle) else number
        right = TRANSFER_ANSWERS[key]
        bus, line = ("Ⅰ母", "1号进线") if number == 0 else ("Ⅱ母", "2号进线")
        reason = [f"{line}无流，备用侧有压", f"{line}无流，备用侧有压", f"但{line}电流{shown(current, 2)} A大于无流定值",
                  f"但另一母线{shown(other, 1)} V低于有压定值"][key]
        rows.append(choose(
            f"10 kV分段备自投已充电，进线断路器均合、分段断路器分，无闭锁开入。定值（二次）：母线无压{dead} V、有压{alive} V，"
            f"进线无流{idle} A。现测得Ⅰ母{volts_one} V、1号进线{amps_one} A，Ⅱ母{volts_two} V、2号进线{amps_two} A，"
            "且持续超过整定时间，备自投应（　）。",
            right, [("判据用错", text) for text in TRANSFER_ANSWERS if text != right],
            f"{bus}{shown(lost, 1)} V低于{dead} V为无压，{reason}，故{right.partition('，')[0]}。"))
    return Family("transfer-logic", "继电保护/安全自动装置", "高级工", "medium", tuple(rows))


# ---------------------------------------------------------------- 变电站自动化

def raw_code():
    """Engineering value = code / full code × full scale (signed 12 bits: 2047, signed 16 bits: 32767)."""
    rows = []
    for code, full, name, scale, unit, places in [
            (1638, 2047, "10 kV母线线电压", 12, "kV", 2), (1024, 2047, "出线电流", 720, "A", 0), (1433, 2047, "主变有功", 60, "MW", 1),
            (819, 2047, "主变无功", 24, "Mvar", 1), (1228, 2047, "110 kV线路电流", 1200, "A", 0),
            (1842, 2047, "35 kV母线线电压", 42, "kV", 2), (614, 2047, "出线有功", 12, "MW", 2), (1740, 2047, "380 V母线电压", 456, "V", 0),
            (1331, 2047, "电容器电流", 600, "A", 0), (921, 2047, "主变高压侧电流", 360, "A", 0),
            (13107, 32767, "主变有功", 75, "MW", 1), (26214, 32767, "110 kV母线电压", 132, "kV", 1),
            (9830, 32767, "出线电流", 960, "A", 0), (19660, 32767, "220 kV线路电流", 1500, "A", 0),
            (16384, 32767, "主变无功", 36, "Mvar", 1), (22937, 32767, "出线有功", 15, "MW", 2),
            (6553, 32767, "站用变电流", 480, "A", 0), (29490, 32767, "直流母线电压", 264, "V", 0),
            (11468, 32767, "35 kV线路电流", 720, "A", 0), (24575, 32767, "光伏并网有功", 20, "MW", 2)]:
        value = Fraction(code * scale, full)
        rows.append(ask(
            f"某遥测点“{name}”满码{full}对应满量程{scale} {unit}，零码对应0。主站收到码值{code}，工程值约为（　）。",
            value, places, unit,
            [(name, number) for name, number in [
                ("满码误用4095或65535", Fraction(code * scale, full * 2 + 1)), ("误按1.2倍满量程再放大", value * dec("1.2")),
                ("误除以1.2额定裕度", value / dec("1.2")), ("求成剩余量程", scale - value),
                ("满码误取1023或16383", Fraction(code * scale, full // 2)), ("误乘√3", value * SQRT3), ("误除以√3", value / SQRT3),
                ("零码误作半满量程", (value + scale) / 2)] if number <= scale],
            f"工程值={code}/{full}×{scale}{eq(value, places)} {unit}。"))
    return Family("raw-code", "变电站自动化/四遥与SCADA", "中级工", "easy", tuple(rows))


def allowed_downtime():
    """A = (T − Σt)/T, so the outage still allowed is T·(1 − A) − Σt."""
    rows = []
    for hours, label, target, used in [
            (8760, "年", "99.9", "3.5"), (8760, "年", "99.8", "6.2"), (8760, "年", "99.95", "1.2"), (8760, "年", "99.5", "18"),
            (8760, "年", "99.9", "5"), (8760, "年", "99.8", "10.5"), (4380, "半年", "99.9", "1.6"), (4380, "半年", "99.8", "5"),
            (4380, "半年", "99.5", "9"), (2160, "季度", "99.9", "0.8"), (2160, "季度", "99.8", "1.5"), (2160, "季度", "99.5", "4.2"),
            (720, "月", "99.5", "1.1"), (720, "月", "99.8", "0.5"), (720, "月", "99.0", "2.4"), (720, "月", "99.6", "1"),
            (744, "月", "99.5", "2"), (744, "月", "99.0", "3.2"), (8760, "年", "99.7", "8"), (8760, "年", "99.6", "12.5")]:
        allowed = hours * (100 - dec(target)) / 100
        value = allowed - dec(used)
        assert value > 0
        rows.append(ask(
            f"某监控系统考核{label}统计时间为{hours} h，要求可用率不低于{target}%，至今累计停用{used} h，"
            "在本考核期内最多还能停用（　）。",
            value, 2, "h",
            [("未扣已停用时间", allowed), ("误加已停用时间", allowed + dec(used)),
             ("百分数错一位", allowed * 10 - dec(used)), ("误取已停用时间", dec(used)), ("已停用时间重复扣除", allowed - 2 * dec(used))],
            f"允许停用{hours}×(1－{target}%)={shown(allowed, 2)} h，减去{used} h，还余{shown(value, 2)} h。"))
    return Family("allowed-downtime", "变电站自动化/四遥与SCADA", "初级工", "easy", tuple(rows))


def dead_band():
    """A telemetry value is sent when it differs from the value last sent by more than the dead band."""
    courses = [(300, 303, 307, 309, 316, 312), (420, 425, 430, 436, 441, 433), (250, 244, 247, 256, 262, 255),
               (510, 504, 499, 507, 515, 520), (360, 364, 371, 368, 359, 352)]
    rows = []
    for full, percent in [(600, "1"), (1200, "0.5"), (800, "1"), (1000, "0.5")]:
        band = full * dec(percent) / 100
        for course in courses:
            shift = {600: 0, 1200: 60, 800: 30, 1000: 90}[full]
            values = [v + shift for v in course]

            def count(compare_previous=False, limit=band):
                last, sent = values[0], 0
                for value in values[1:]:
                    if abs(value - last) > limit:
                        sent, last = sent + 1, value
                    elif compare_previous:
                        last = value
                return sent

            key = count()
            wrong = [("与上一采样值比较", count(True)), ("死区误取测量值百分比", count(False, values[0] * dec(percent) / 100)),
                     ("把首值也计入", key + 1), ("漏计一次", key - 1), ("死区误取两倍", count(False, band * 2)), ("多计两次", key + 2), ("漏计两次", key - 2), ("多计三次", key + 3)]
            rows.append(choose(
                f"某电流遥测满量程{full} A，死区为满量程的{percent}%，与上次上送值之差超过死区才上送。首值{values[0]} A已上送，"
                f"此后依次采得{'、'.join(map(str, values[1:]))} A，后5个采样中上送（　）次。",
                str(key), [(name, str(n)) for name, n in wrong if 0 < n <= 5],
                f"死区={full}×{percent}%={shown(band, 1)} A，始终与上次上送值（不是上次采样值）比较，共上送{key}次。"))
    return Family("dead-band", "变电站自动化/四遥与SCADA", "高级工", "medium", tuple(rows))


def goose_counters():
    """IEC 61850-8-1: each change adds 1 to stNum and zeroes sqNum; each repetition adds 1 to sqNum."""
    rows = []
    for index, (state, sequence, changes, repeats) in enumerate([
            (12, 45, 2, 3), (5, 210, 1, 4), (31, 18, 3, 2), (8, 67, 2, 5), (1, 300, 1, 6), (22, 9, 4, 3), (16, 128, 3, 7),
            (40, 52, 2, 8), (7, 31, 5, 2), (19, 76, 1, 5), (3, 94, 4, 6), (27, 15, 2, 4), (11, 240, 3, 5), (50, 36, 6, 3),
            (14, 83, 2, 9), (9, 160, 5, 4), (33, 27, 1, 8), (6, 112, 4, 2), (25, 58, 3, 6), (18, 190, 2, 7)]):
        name = ["线路保护", "母线保护", "主变保护", "智能终端", "测控装置"][index % 5]
        after = state + changes
        rows.append(choose(
            f"{name}GOOSE控制块最近一帧stNum={state}、sqNum={sequence}，随后数据集先后变位{changes}次，末次变位的首帧之后"
            f"又重发{repeats}帧且装置未重启，此时最近一帧为（　）。",
            f"stNum={after}，sqNum={repeats}",
            [("sqNum未归零", f"stNum={after}，sqNum={sequence + repeats}"), ("首帧sqNum误从1起", f"stNum={after}，sqNum={repeats + 1}"),
             ("多次变位只加1", f"stNum={state + 1}，sqNum={repeats}"), ("两个序号用反", f"stNum={state + repeats}，sqNum={changes}"),
             ("状态号不变", f"stNum={state}，sqNum={sequence + repeats}")],
            f"每次变位stNum加1：{state}+{changes}={after}；首帧sqNum=0，重发{repeats}帧后为{repeats}。"))
    return Family("goose-counters", "变电站自动化/IEC 61850体系", "中级工", "medium", tuple(rows))


def sampled_value_traffic():
    """Traffic = bytes on the wire × 8 × frames per second × number of merging units."""
    rows = []
    for octets, units, points in [
            (159, 4, 80), (171, 6, 80), (183, 5, 80), (195, 3, 80), (207, 8, 80), (219, 7, 80), (231, 4, 80), (243, 9, 80),
            (167, 10, 80), (179, 2, 80), (191, 6, 80), (203, 5, 80), (215, 3, 80), (227, 8, 80), (239, 2, 80), (251, 7, 80),
            (163, 9, 80), (187, 4, 80), (211, 10, 80), (235, 6, 80)]:
        value = Fraction(octets * 8 * points * 50 * units, 10**6)
        rows.append(ask(
            f"过程层网络上有{units}台合并单元，每周波采{points}点，50 Hz，每采样点发1帧SV报文，每帧连同前导码和帧间隔计{octets}字节，"
            "这些SV报文的总流量约为（　）。",
            value, 1, "Mbit/s",
            [("字节未换成位", value / 8), ("只计一台", value / units),
             ("收发重复计两倍", value * 2), ("误按每周波40点", value / 2), ("每字节误计10位", value * 10 / 8)],
            f"{octets}×8×({points}×50)×{units}/10⁶{eq(value, 1)} Mbit/s。"))
    return Family("sampled-value-traffic", "变电站自动化/IEC 61850体系", "中级工", "easy", tuple(rows))


def modbus_poll():
    """RTU function 03: request 8 bytes, answer 5 + 2n bytes; time on the line = bytes × bits per character / baud."""
    rows = []
    for index, (count, baud, bits) in enumerate([
            (10, 9600, 11), (20, 9600, 10), (16, 4800, 11), (30, 9600, 11), (24, 19200, 10), (12, 2400, 11), (40, 9600, 10),
            (8, 4800, 10), (50, 19200, 11), (6, 2400, 10), (32, 9600, 11), (60, 19200, 10), (18, 4800, 11), (25, 9600, 10),
            (14, 2400, 11), (45, 19200, 11), (36, 9600, 10), (28, 4800, 10), (22, 9600, 11), (56, 38400, 11)]):
        octets = 8 + 5 + 2 * count
        value = Fraction(octets * bits * 1000, baud)
        form = "1位起始、8位数据、1位偶校验、1位停止" if bits == 11 else "1位起始、8位数据、无校验、1位停止"
        device = ["多功能电能表", "直流屏监控单元", "温湿度控制器", "低压保护测控装置"][index % 4]
        rows.append(ask(
            f"Modbus RTU主站用03功能码一次读{device}的{count}个寄存器，{baud} bit/s，每字符{form}，不计间隔与响应延时，"
            "请求帧与正常应答帧共占线路约（　）。",
            value, 1, "ms",
            [("每字符只计8位", value * 8 / bits), ("寄存器按1字节计", Fraction((13 + count) * bits * 1000, baud)),
             ("漏计请求帧", Fraction((5 + 2 * count) * bits * 1000, baud)), ("漏计帧头和校验", Fraction(2 * count * bits * 1000, baud)),
             ("寄存器按4字节计", Fraction((13 + 4 * count) * bits * 1000, baud)), ("每字符误计12位", value * 12 / bits),
             ("请求帧误按应答帧长计", Fraction(2 * (5 + 2 * count) * bits * 1000, baud))],
            f"字节数8+(5+2×{count})={octets}，每字符{bits}位，t={octets}×{bits}/{baud}{eq(value, 1)} ms。"))
    return Family("modbus-poll", "变电站自动化/远动规约与Modbus", "高级工", "medium", tuple(rows))


# IEC 60870-5-104: element bytes without the 3-byte object address.
ELEMENTS = {"单点遥信（元素1字节）": 1, "归一化遥测（元素3字节，含品质）": 3, "短浮点遥测（元素5字节，含品质）": 5,
            "带CP56Time2a时标的单点遥信（元素8字节）": 8}


def apdu_length():
    """Length octet = 4 control + 6 ASDU header (type, VSQ, COT 2, CA 2) + objects."""
    rows = []
    for kind, size in ELEMENTS.items():
        cases = [(5, 0), (8, 0), (12, 0), (6, 0), (10, 0)] if size == 8 else [(8, 0), (20, 0), (12, 1), (30, 1), (15, 0)]
        for count, sequence in cases:
            objects = 3 + count * size if sequence else count * (3 + size)
            value = 10 + objects
            assert value <= 253
            other = count * (3 + size) if sequence else 3 + count * size
            mode = "SQ=1，地址连续" if sequence else "SQ=0，逐个带地址"
            rows.append(choose(
                f"一帧104报文上送{count}个{kind}，{mode}，传送原因、公共地址各2字节，信息对象地址3字节，"
                "APDU长度字段（十进制）的值为（　）。",
                str(value),
                [("计入启动字符和长度字节", str(value + 2)), ("SQ用反", str(10 + other)), ("漏计控制域", str(value - 4)),
                 ("漏计ASDU头", str(value - 6)), ("漏计信息对象地址", str(10 + count * size))],
                f"控制域4+ASDU头6+信息体{objects}={value}，启动字符和长度字节本身不计入。"))
    return Family("apdu-length", "变电站自动化/远动规约与Modbus", "高级工", "hard", tuple(rows))


def sequence_numbers():
    """I format: N(S) = (c2·256 + c1) / 2, N(R) = (c4·256 + c3) / 2."""
    rows = []
    for sent, received in [(37, 129), (5, 12), (300, 44), (128, 7), (64, 256), (1000, 33), (18, 500), (777, 90), (2, 150),
                           (213, 1024), (99, 3), (450, 61), (26, 310), (640, 22), (11, 88), (1500, 140), (72, 205), (333, 19),
                           (8, 900), (170, 4)]:
        control = [sent * 2 % 256, sent * 2 // 256, received * 2 % 256, received * 2 // 256]
        text = " ".join(f"{octet:02X}" for octet in control)

        def pair(a, b):
            return f"N(S)={a}，N(R)={b}"

        rows.append(choose(
            f"截获一帧I格式104报文，APCI为“68 0E {text}”，其发送序号N(S)与接收序号N(R)为（　）。",
            pair(sent, received),
            [("未右移一位", pair(sent * 2, received * 2)), ("两序号颠倒", pair(received, sent)),
             ("高低字节用反", pair((control[0] * 256 + control[1]) // 2, (control[2] * 256 + control[3]) // 2))],
            f"低字节在前，N(S)={control[1]:02X}{control[0]:02X}H/2={sent}，N(R)={control[3]:02X}{control[2]:02X}H/2={received}。"))
    return Family("sequence-numbers", "变电站自动化/远动规约与Modbus", "技师", "hard", tuple(rows))


# ---------------------------------------------------------------- 电力监控系统安全防护

# Devices after 《电力监控系统安全防护规定》 (NDRC order 27 of 2024) and 国能安全〔2015〕36号; zones of the systems as there.
BORDER = ["具有访问控制功能的防火墙", "电力专用正向单向安全隔离装置", "电力专用反向单向安全隔离装置", "电力专用纵向加密认证装置"]
LINKS = [  # sender, its zone, data, receiver, its zone; zone 4 is a main station over the dispatching data network
    ("能量管理系统（EMS）", 1, "电网实时运行断面", "电能量计量系统", 2), ("风电场监控系统", 1, "机组实时出力", "风功率预测系统", 2),
    ("水电厂计算机监控系统", 1, "闸门开度和发电流量", "水库调度自动化系统", 2),
    ("继电保护故障信息子站", 2, "保护动作报告", "变电站监控系统", 1),
    ("电能量计量系统", 2, "冻结电量", "公司线损统计网站", 3), ("自动发电控制（AGC）系统", 1, "机组调节合格率", "调度管理系统（OMS）", 3),
    ("变电站监控系统", 1, "断路器累计动作次数", "设备资产管理系统", 3), ("光伏功率预测系统", 2, "日前预测曲线", "企业经营分析系统", 3),
    ("接收互联网气象数据的服务器", 3, "数值天气预报文本文件", "风功率预测系统", 2),
    ("调度管理系统（OMS）", 3, "日发电计划文本文件", "能量管理系统（EMS）", 1),
    ("雷电定位监测系统", 3, "落雷位置文本文件", "继电保护故障信息管理系统", 2),
    ("办公区水情会商系统", 3, "未来来水预估文本文件", "水库调度自动化系统", 2),
    ("220 kV变电站监控系统", 1, "遥测遥信", "地区调度主站EMS", 4), ("变电站电能量采集终端", 2, "分时电量", "省调电能量计量主站", 4),
    ("集中式光伏电站监控系统", 1, "无功可调容量", "地调AVC主站", 4), ("独立储能电站监控系统", 1, "充放电功率", "省调AGC主站", 4),
    ("火电厂故障录波装置组网主机", 2, "录波文件", "省调故障信息主站", 4)]


def zone_border():
    """The device on the border: I-II logical isolation, production to management forward, back reverse, WAN encryption."""
    rows = []
    names = ["", "安全Ⅰ区", "安全Ⅱ区", "管理信息区"]
    for source, one, data, target, two in LINKS:
        key = 3 if two == 4 else 0 if max(one, two) < 3 else 1 if two == 3 else 2
        right = BORDER[key]
        if key == 3:
            stem = f"{source}经电力调度数据网向{target}上送{data}，在厂站侧与调度数据网的纵向联接处应部署（　）。"
            why = f"{source}属生产控制区（{names[one]}），与调度数据网的纵向联接处应部署{right}。"
        else:
            stem = f"同一单位内，{source}要向{target}传送{data}，在两系统所在安全区的边界处应部署（　）。"
            why = f"{source}在{names[one]}，{target}在{names[two]}，故采用{right}。"
        rows.append(choose(stem, right, [("边界类型判断错误", text) for text in BORDER if text != right], why))
    return Family("zone-border", "电力监控系统安全防护/分区与边界防护", "中级工", "easy", tuple(rows))


# Rules (source network, TCP port, permitted), then the packet's source and port; "任意" is any.
ACL_CASES = [
    ("10.21.8.0/24 2404 放行;10.21.8.64/26 任意 拒绝;10.21.0.0/16 102 放行;任意 任意 拒绝", "10.21.8.70", 2404),
    ("172.16.5.32/27 任意 拒绝;172.16.5.0/24 102 放行;172.16.0.0/16 8080 放行;任意 任意 拒绝", "172.16.5.50", 102),
    ("192.168.40.0/25 22 拒绝;192.168.40.0/24 任意 放行;192.168.0.0/16 2404 放行;任意 任意 拒绝", "192.168.41.9", 2404),
    ("10.33.6.128/25 502 放行;10.33.6.0/24 502 拒绝;10.33.0.0/16 任意 放行;任意 任意 拒绝", "10.33.6.90", 502),
    ("10.4.12.16/28 3389 拒绝;10.4.12.0/24 任意 放行;10.4.0.0/16 2404 放行;任意 任意 拒绝", "10.4.12.33", 3389),
    ("172.20.9.0/26 2404 放行;172.20.9.0/24 2404 拒绝;172.20.0.0/16 102 放行;任意 任意 拒绝", "172.20.9.63", 2404),
    ("10.15.2.192/26 任意 拒绝;10.15.2.0/24 102 放行;10.15.0.0/16 2404 放行;任意 任意 拒绝", "10.15.3.200", 102),
    ("192.168.7.96/27 8080 放行;192.168.7.0/24 8080 拒绝;192.168.0.0/16 22 放行;任意 任意 拒绝", "192.168.7.128", 8080),
    ("10.60.1.0/24 任意 拒绝;10.60.0.0/22 2404 放行;10.60.0.0/16 102 放行;任意 任意 拒绝", "10.60.3.18", 2404),
    ("172.18.30.64/26 21 拒绝;172.18.30.0/24 21 放行;172.18.0.0/16 任意 拒绝;任意 任意 拒绝", "172.18.30.127", 21),
    ("10.88.5.0/25 102 放行;10.88.5.128/25 任意 拒绝;10.88.0.0/16 502 放行;任意 任意 拒绝", "10.88.5.77", 502),
    ("192.168.20.32/28 任意 放行;192.168.20.0/24 22 拒绝;192.168.0.0/16 2404 放行;任意 任意 拒绝", "192.168.20.48", 22),
    ("10.9.14.0/24 2404 放行;10.9.8.0/21 2404 拒绝;10.9.0.0/16 8080 放行;任意 任意 拒绝", "10.9.15.6", 2404),
    ("172.25.3.240/28 任意 拒绝;172.25.3.0/24 3389 拒绝;172.25.0.0/16 102 放行;任意 任意 拒绝", "172.25.3.236", 102),
    ("10.45.7.0/26 任意 拒绝;10.45.7.0/24 2404 放行;10.45.0.0/16 502 放行;任意 任意 拒绝", "10.45.7.64", 2404),
    ("192.168.55.160/27 2404 放行;192.168.55.128/26 任意 拒绝;192.168.0.0/16 102 放行;任意 任意 拒绝", "192.168.55.190", 2404),
    ("10.71.2.0/23 102 放行;10.71.0.0/20 任意 拒绝;10.71.0.0/16 22 放行;任意 任意 拒绝", "10.71.17.5", 102),
    ("172.30.11.8/29 任意 拒绝;172.30.11.0/24 502 放行;172.30.0.0/16 2404 放行;任意 任意 拒绝", "172.30.11.15", 502),
    ("10.12.100.0/22 22 拒绝;10.12.96.0/20 任意 放行;10.12.0.0/16 2404 放行;任意 任意 拒绝", "10.12.112.4", 2404),
    ("192.168.90.0/27 8080 拒绝;192.168.90.0/24 8080 放行;192.168.0.0/16 任意 拒绝;任意 任意 拒绝", "192.168.91.20", 8080)]


def access_list():
    """The first matching rule decides."""
    rows = []
    for text, source, port in ACL_CASES:
        rules = [rule.split() for rule in text.split(";")]
        answers = [f"命中第{n}条，{action}" for n, (_, _, action) in enumerate(rules, 1)]

        def inside(net):
            return net == "任意" or ip_address(source) in ip_network(net)

        key = next(n for n, (net, gate, _) in enumerate(rules) if inside(net) and gate in ("任意", str(port)))
        listed = "；".join(f"{n}.源{net}、端口{gate}，{action}" for n, (net, gate, action) in enumerate(rules, 1))
        missed = "；".join(
            f"第{n + 1}条{'端口' if inside(net) else '网段'}不符" for n, (net, _, _) in enumerate(rules[:key])) or "第1条网段、端口均相符"
        rows.append(instance(
            f"防火墙自上而下匹配规则：{listed}。源地址{source}访问目的TCP端口{port}的报文将（　）。",
            answers[key], [("匹配次序或网段判断错误", answer) for answer in answers if answer != answers[key]],
            f"按先匹配先执行：{missed}，故{answers[key]}。"))
    return Family("access-list", "电力监控系统安全防护/分区与边界防护", "高级工", "medium", tuple(rows))


# ---------------------------------------------------------------- 倒闸操作

# Operating orders after GB 26860 and common switching tickets: task, item just done, next item, wrong items, why.
NEXT_STEPS = [
    ("单母线10 kV出线由运行转线路检修", "断开断路器，检查断路器三相确在分闸位置", "拉开线路侧隔离开关",
     ["拉开母线侧隔离开关", "在线路侧验明三相确无电压", "合上线路侧接地开关"], "停电时断路器断开后先拉负荷侧、后拉母线侧隔离开关，再验电接地。"),
    ("单母线35 kV出线由冷备用转线路检修", "检查断路器和两侧隔离开关确已断开", "在线路侧验明三相确无电压",
     ["合上线路侧接地开关", "悬挂“禁止合闸，线路有人工作！”标示牌", "合上母线侧隔离开关"], "接地前必须先验电，接地后再悬挂标示牌。"),
    ("单母线10 kV出线由线路检修转运行", "拆除安全措施，检查断路器确在分闸位置", "合上母线侧隔离开关",
     ["合上线路侧隔离开关", "合上出线断路器", "检查线路负荷电流指示"], "送电时先合母线侧、后合负荷侧隔离开关，最后合断路器。"),
    ("单母线35 kV出线由冷备用转运行", "合上线路侧隔离开关并检查三相接触良好", "合上断路器对线路送电",
     ["检查线路有功、无功指示", "拉开线路侧接地开关", "合上母线侧隔离开关"], "两侧隔离开关合好后才合断路器，带电后再检查负荷指示。"),
    ("35 kV双绕组降压主变由运行转检修", "将10 kV负荷全部转移至另一台主变", "断开10 kV侧断路器",
     ["断开35 kV侧断路器", "拉开10 kV侧隔离开关", "拉开35 kV侧隔离开关"], "降压变压器停电先停负荷侧，后停电源侧。"),
    ("35 kV双绕组降压主变由检修转运行", "接地线已拆除，两侧隔离开关已合上，检查保护已投入", "合上35 kV侧断路器对主变充电",
     ["合上10 kV侧断路器", "合上10 kV分段断路器", "调整有载分接开关使10 kV电压合格"], "降压变压器送电先合电源侧充电，正常后再合负荷侧。"),
    ("中性点直接接地系统的110 kV主变由运行转热备用", "负荷转移完毕，准备断开主变各侧断路器", "合上主变110 kV侧中性点接地开关",
     ["断开主变110 kV侧断路器", "拉开主变110 kV侧隔离开关", "停用主变差动保护"], "为防止操作过电压，停、送110 kV及以上变压器前其中性点必须接地。"),
    ("双母线热倒母线，将运行元件由Ⅰ母倒至Ⅱ母", "检查母联断路器及其两侧隔离开关均在合位", "投入母线保护互联（单母）压板",
     ["合上各元件Ⅱ母隔离开关", "拉开各元件Ⅰ母隔离开关", "断开母联断路器"], "倒母线前先投互联压板，再断开母联断路器操作电源。"),
    ("双母线热倒母线", "断开母联断路器操作电源，合上待倒元件Ⅱ母隔离开关并检查到位", "拉开该元件Ⅰ母隔离开关",
     ["恢复母联断路器操作电源", "退出母线保护互联（单母）压板", "断开该元件断路器"], "热倒采用先合后拉，全部倒完后再恢复母联操作电源、退互联压板。"),
    ("10 kV手车柜出线由运行转冷备用", "断开断路器并检查确在分闸位置", "将断路器手车由工作位置摇至试验位置",
     ["拔下手车二次插头", "将手车拉出柜外", "合上出线侧接地开关"], "断路器断开后把手车摇至试验位置即为冷备用；手车在工作位置时二次插头被闭锁，不能拔下。"),
    ("10 kV手车柜断路器由冷备用转检修", "检查手车在试验位置、断路器确在分闸位置", "断开控制、储能电源并拔下手车二次插头",
     ["将手车摇至工作位置", "将手车拉出至检修位置", "在柜内触头盒上验电"], "二次插头拔下后才能把手车拉出柜外。"),
    ("10 kV手车柜断路器由检修转热备用", "将手车推入柜内试验位置并插好二次插头，检查断路器在分闸位置", "将手车由试验位置摇至工作位置",
     ["合上断路器", "合上出线侧接地开关", "打开后柜门检查触头"], "断路器在分位才能把手车摇入工作位置，到位后即为热备用。"),
    ("10 kVⅠ段电压互感器由运行转检修", "二次负荷已切换至Ⅱ段电压互感器供电", "断开Ⅰ段电压互感器二次空气断路器",
     ["拉开Ⅰ段电压互感器高压侧隔离开关", "取下Ⅰ段电压互感器高压熔断器", "合上Ⅰ段电压互感器接地开关"], "停电先断二次、后断一次，防止二次侧向一次侧反充电。"),
    ("35 kVⅡ段电压互感器由检修转运行", "拆除接地线，检查电压互感器间隔无遗留物", "合上Ⅱ段电压互感器高压侧隔离开关",
     ["合上Ⅱ段电压互感器二次空气断路器", "断开电压互感器二次并列开关", "投入Ⅱ段低电压减载压板"], "送电先合一次、后合二次，二次电压正常后再解除并列、投保护。"),
    ("并联电容器组由运行转检修", "断开断路器、拉开隔离开关，自动放电达到规定时间", "验明电容器组进线侧确无电压",
     ["合上电容器组接地开关", "进入网门逐台短接放电", "再次合上断路器检查放电回路"], "放电后仍须先验电、再接地，检修人员接触前还应逐台放电。"),
    ("在停电的10 kV线路侧装设三相短路接地线", "用合格验电器验明三相确无电压", "将接地线的接地端牢固接好",
     ["将接地线先挂在中相导线上", "悬挂“在此工作！”标示牌", "检查接地线编号并登记"], "装设接地线先接接地端、后接导体端，拆除时顺序相反。"),
    ("拆除10 kV线路侧的三相短路接地线", "核对接地线编号和位置无误", "拆下三相导体端",
     ["拆下接地端", "拉开线路侧隔离开关", "登记接地线已收回"], "拆除接地线先拆导体端、后拆接地端。"),
    ("由监护人、操作人两人进行的倒闸操作", "操作票审核合格，发令人已下达正式操作指令", "在模拟图或监控机接线图上进行核对性模拟操作",
     ["监护人唱票、操作人复诵", "到现场核对设备名称、编号和位置", "逐项操作并打“√”"], "正式操作前先模拟预演，再到现场核对设备，唱票复诵后逐项操作。"),
    ("由监护人、操作人两人进行的倒闸操作", "全部项目操作完毕并全面检查无误", "向发令人汇报并记录操作结束时间",
     ["在模拟图上重新预演一遍", "填写操作票并交监护人审核", "由操作人补打各项“√”"], "每项完成后即打“√”，全部完毕、检查无误后汇报并记录。")]


def next_step():
    """Which item of the ticket comes next."""
    rows = []
    for task, done, right, others, why in NEXT_STEPS:
        rows.append(choose(
            f"操作任务“{task}”，已完成“{done}”，下列各项中接着应进行的是（　）。",
            right, [("操作顺序错误", text) for text in others], why))
    return Family("next-step", "倒闸操作/两票三制与操作程序", "初级工", "easy", tuple(rows))


# Positions seen on the monitor and the state that they mean, after the dispatching rules.
STATES = ["运行状态", "热备用状态", "冷备用状态", "检修状态"]
LINE_STATES = ["热备用状态", "冷备用状态", "断路器检修状态", "线路检修状态"]
POSITIONS = [
    ("10 kV城东线手车柜：手车在工作位置，断路器在分位，接地开关在分位，控制电源正常", STATES, 1, "手车在工作位置而断路器断开"),
    ("10 kV 2号电容器手车柜：手车在试验位置，断路器在分位，接地开关在分位", STATES, 2, "手车退至试验位置，一次触头断开且未接地"),
    ("10 kV 1号站用变高压柜：断路器手车已拉出柜外，站用变侧接地开关在合位", STATES, 3, "手车拉出，且设备侧已接地"),
    ("35 kV水厂线：断路器、母线侧和线路侧隔离开关均在合位，线路电流126 A", STATES, 0, "断路器和隔离开关均合上并带有负荷"),
    ("35 kV矿山线：两侧隔离开关在合位，断路器在分位，保护均投入", STATES, 1, "仅断路器断开，隔离开关合上，合断路器即可带电"),
    ("110 kV南环线：断路器、两侧隔离开关均在分位，线路侧和断路器两侧接地开关均在分位", LINE_STATES, 1, "断路器和两侧隔离开关断开，各处均未接地"),
    ("110 kV北湖线：断路器、两侧隔离开关均在分位，线路侧接地开关在合位，断路器两侧接地开关在分位", LINE_STATES, 3, "隔离后在线路侧接地，断路器两侧未接地"),
    ("220 kV江口线：断路器、两侧隔离开关均在分位，断路器两侧接地开关在合位，线路侧接地开关在分位", LINE_STATES, 2, "隔离后在断路器两侧接地，线路侧未接地"),
    ("220 kV双母线接线的南屏线：Ⅰ母隔离开关、线路隔离开关和断路器在合位，Ⅱ母隔离开关在分位", STATES, 0, "经Ⅰ母隔离开关和断路器接于母线并带电"),
    ("110 kV双母线接线的石化线：Ⅱ母隔离开关和线路隔离开关在合位，Ⅰ母隔离开关和断路器在分位", LINE_STATES, 0, "一组母线隔离开关合上，仅断路器断开"),
    ("35 kV 1号主变：高、低压两侧断路器在分位，两侧隔离开关均在合位，冷却器可投入", STATES, 1, "两侧断路器断开、隔离开关合上"),
    ("110 kV 2号主变：三侧断路器和隔离开关均在分位，中性点及三侧接地开关均在分位", STATES, 2, "各侧均断开而未接地"),
    ("35 kV 2号主变：两侧断路器和隔离开关均在分位，主变两侧接地开关均在合位", STATES, 3, "各侧断开并已接地"),
    ("10 kVⅡ段母线：全部进出线、分段断路器手车和母线电压互感器手车均在试验位置，母线上无接地", STATES, 2, "与母线相连的设备全部断开，母线未接地"),
    ("10 kVⅠ段母线：与其相连的各手车均在试验位置，母线经接地手车接地", STATES, 3, "母线各方面断开并已接地"),
    ("35 kVⅠ段母线电压互感器：隔离开关在合位，高压熔断器完好，二次空气断路器在合位", STATES, 0, "一、二次回路均已接通"),
    ("35 kVⅡ段母线电压互感器：隔离开关在分位，二次空气断路器在分位，接地开关在分位", STATES, 2, "一、二次均断开而未接地")]


def equipment_state():
    """The state that the positions of a bay mean."""
    rows = []
    for shows, states, key, why in POSITIONS:
        rows.append(choose(
            f"监控画面显示{shows}。按调度术语，该设备现处于（　）。",
            states[key], [("状态混淆", name) for name in states if name != states[key]], f"{why}，为{states[key]}。"))
    return Family("equipment-state", "倒闸操作/两票三制与操作程序", "初级工", "easy", tuple(rows))


# ---------------------------------------------------------------- 无功补偿与电能质量

TANGENT = {"0.70": "1.020", "0.72": "0.964", "0.75": "0.882", "0.78": "0.802", "0.80": "0.750", "0.82": "0.698",
           "0.84": "0.646", "0.90": "0.484", "0.92": "0.426", "0.95": "0.329"}


def capacitor_groups():
    """n = ceil(P·(tanφ1 − tanφ2) / Q of one group)."""
    rows = []
    for load, old, new, group in [
            (280, "0.70", "0.92", 30), (350, "0.75", "0.92", 30), (420, "0.72", "0.95", 40), (500, "0.80", "0.95", 20),
            (600, "0.75", "0.90", 20), (240, "0.78", "0.95", 40), (320, "0.82", "0.95", 30), (720, "0.70", "0.90", 60),
            (860, "0.80", "0.92", 100), (460, "0.70", "0.95", 50), (380, "0.84", "0.95", 20), (540, "0.72", "0.92", 40),
            (640, "0.78", "0.92", 25), (300, "0.75", "0.95", 30), (780, "0.82", "0.95", 60), (260, "0.72", "0.92", 20),
            (900, "0.75", "0.92", 40), (400, "0.78", "0.90", 20), (680, "0.80", "0.95", 100), (220, "0.70", "0.92", 20)]:
        need = load * (dec(TANGENT[old]) - dec(TANGENT[new]))
        value = ceil(need / group)
        whole = ceil(load * dec(TANGENT[old]) / group)
        plain = ceil(load * (dec(new) - dec(old)) / group)
        rows.append(choose(
            f"某低压配电室有功负荷{load} kW，功率因数{old}（tanφ={TANGENT[old]}），要求补偿后不低于{new}（tanφ={TANGENT[new]}），"
            f"每组电容器{group} kvar，至少应投入（　）组。",
            str(value),
            [("舍去不足一组的部分", str(value - 1)), ("误用功率因数之差", str(plain)), ("误把无功全部补偿", str(whole)),
             ("多投一组", str(value + 1))],
            f"QC={load}×({TANGENT[old]}－{TANGENT[new]}){eq(need, 1)} kvar，除以{group}后向上取整，得{value}组。"))
    return Family("capacitor-groups", "无功补偿与电能质量/无功补偿", "中级工", "medium", tuple(rows))


def capacitor_voltage():
    """UC = U / (√3·(1 − K)) per phase of a star bank with a series reactor of rate K."""
    rows = []
    for volts, percent in [("10", 5), ("10.5", 5), ("10", 12), ("10.5", 12), ("10.2", 6), ("10.7", 6), ("10.3", 13), ("10.6", 13),
                           ("35", 5), ("36", 5), ("35", 12), ("36.5", 12), ("35.5", 6), ("37", 6), ("6", 6), ("6.3", 12),
                           ("6.2", 5), ("36", 13), ("10.8", 12), ("6.1", 13)]:
        rate = Fraction(percent, 100)
        value = dec(volts) / (SQRT3 * (1 - rate))
        rows.append(ask(
            f"星形联结并联电容器组接在线电压{volts} kV的母线上，每相串联电抗率为{percent}%的电抗器，"
            "每相电容器的运行电压约为（　）。（√3取1.732）",
            value, 2, "kV",
            [("未计电抗器抬升", value * (1 - rate)), ("误按电压降低", value * (1 - rate) * (1 - rate)),
             ("漏除√3", value * SQRT3), ("误用三角形联结且不计电抗率", dec(volts))],
            f"UC=U/[√3(1－K)]={volts}/(1.732×{shown(1 - rate, 2)}){eq(value, 2)} kV，高于相电压。"))
    return Family("capacitor-voltage", "无功补偿与电能质量/无功补偿", "高级工", "medium", tuple(rows))


def voltage_deviation():
    """GB/T 12325: (U − UN)/UN; ±7 % up to 20 kV three-phase, +7/−10 % for 220 V."""
    rows = []
    for place, nominal, reading in [
            ("10 kV用户", "10", "10.6"), ("10 kV用户", "10", "10.8"), ("10 kV用户", "10", "9.4"), ("10 kV用户", "10", "9.2"),
            ("20 kV用户", "20", "21.2"), ("20 kV用户", "20", "18.4"), ("20 kV用户", "20", "21.6"), ("20 kV用户", "20", "18.8"),
            ("380 V用户", "380", "404"), ("380 V用户", "380", "410"), ("380 V用户", "380", "350"), ("380 V用户", "380", "357"),
            ("220 V居民", "220", "201"), ("220 V居民", "220", "195"), ("220 V居民", "220", "232"), ("220 V居民", "220", "238"),
            ("220 V居民", "220", "203"), ("10 kV用户", "10", "9.15"), ("380 V用户", "380", "346"), ("220 V居民", "220", "192")]:
        rate = (dec(reading) - dec(nominal)) / dec(nominal) * 100
        low = 10 if nominal == "220" else 7

        def verdict(number, good):
            return f"{'＋' if number > 0 else '－'}{shown(abs(number), 1)}%，{'合格' if good else '不合格'}"

        good = -low <= rate <= 7
        unit = "V" if nominal in ("380", "220") else "kV"
        rule = "＋7%、－10%" if low == 10 else "±7%"
        rows.append(choose(
            f"某{place}供电点标称电压{nominal} {unit}，实测电压{reading} {unit}，按GB/T 12325限值{rule}考核，其电压偏差及结论为（　）。",
            verdict(rate, good),
            [("符号用反", verdict(-rate, good)), ("结论判反", verdict(rate, not good)),
             ("符号用反且结论判反", verdict(-rate, not good))],
            f"({reading}－{nominal})/{nominal}×100%{eq(rate, 1)[0]}{'＋' if rate > 0 else ''}{shown(rate, 1).replace('-', '－')}%，限值{rule}，{'合格' if good else '不合格'}。"))
    return Family("voltage-deviation", "无功补偿与电能质量/电能质量指标", "初级工", "easy", tuple(rows))


def current_distortion():
    """THDi = sqrt(Σ Ih²) / I1."""
    rows = []
    for base, harmonics in [
            (200, (40, 24, 12, 8)), (300, (54, 30, 18, 12)), (150, (30, 18, 9, 6)), (400, (60, 40, 28, 16)), (250, (50, 35, 20, 10)),
            (120, (26, 15, 10, 7)), (500, (90, 60, 35, 25)), (180, (36, 22, 14, 9)), (360, (48, 36, 24, 15)), (280, (64, 32, 20, 12)),
            (100, (22, 11, 9, 7)), (450, (81, 45, 30, 20)), (220, (28, 20, 14, 8)), (600, (120, 75, 48, 36)), (160, (38, 20, 11, 8)),
            (320, (40, 32, 16, 10)), (240, (52, 26, 18, 14)), (80, (17, 9, 7, 5)), (550, (66, 44, 33, 22)), (380, (76, 50, 30, 19))]:
        value = root(sum(h * h for h in harmonics)) / base * 100
        total = root(base * base + sum(h * h for h in harmonics))
        rows.append(ask(
            f"某变频设备供电线基波电流{base} A，5、7、11、13次谐波电流依次为{'、'.join(map(str, harmonics))} A，其他忽略，"
            "电流总谐波畸变率约为（　）。",
            value, 1, "%",
            [("各次谐波算术相加", Fraction(sum(harmonics) * 100, base)), ("只取最大一次谐波", Fraction(harmonics[0] * 100, base)),
             ("算术相加后除以总有效值", sum(harmonics) * 100 / total), ("取四次谐波平均值", Fraction(sum(harmonics) * 25, base)),
             ("误除以√2", value / dec("1.414")), ("误乘√2", value * dec("1.414")),
             ("漏计最大一次谐波", root(sum(h * h for h in harmonics[1:])) / base * 100)],
            f"THDi=√({'+'.join(f'{h}²' for h in harmonics)})/{base}×100%{eq(value, 1)}%。"))
    return Family("current-distortion", "无功补偿与电能质量/电能质量指标", "高级工", "medium", tuple(rows))


# GB/T 14549-1993 table 2: permitted harmonic current at 10 kV (base 100 MVA) and 35 kV (base 250 MVA), orders with α = 2.
HARMONIC_BASE = {("10", 100): {14: "3.7", 17: "6.0", 19: "5.4", 23: "4.5", 25: "4.1"},
                 ("35", 250): {14: "2.2", 17: "3.6", 19: "3.2", 23: "2.7", 25: "2.5"}}


def harmonic_share():
    """Ih = Sk1/Sk2·Ihp, and the user's share Ihi = Ih·(Si/St)^(1/α) with α = 2."""
    rows = []
    shares = [(200, "4", "16"), (250, "2.5", "20"), (300, "5", "31.5"), (180, "3.15", "12.5"), (160, "5", "12.5")]
    for (volts, base), table in HARMONIC_BASE.items():
        for index, (order, allowed) in enumerate(table.items()):
            for turn in (0, 2):
                strength, own, supply = shares[(index + turn) % 5]
                if volts == "35":
                    strength, own, supply = strength * 4, shown(dec(own) * 2, 1), shown(dec(supply) * 2, 1)
                part = dec(own) / dec(supply)
                whole = dec(allowed) * strength / base
                value = whole * root(part)
                rows.append(ask(
                    f"{volts} kV公共连接点最小短路容量{strength} MVA，基准短路容量{base} MVA下{order}次谐波电流允许值{allowed} A；"
                    f"用户协议容量{own} MVA，供电设备容量{supply} MVA，相位叠加系数α取2，该用户的{order}次谐波电流允许值约为（　）。",
                    value, 2, "A",
                    [("按容量正比分摊", whole * part), ("未分摊给用户", whole), ("未按短路容量换算", dec(allowed) * root(part)),
                     ("短路容量比用反", dec(allowed) * base / strength * root(part)), ("容量比用反", whole / root(part)),
                     ("误按剩余容量分摊", whole * root(1 - part))],
                    f"Ih={strength}/{base}×{allowed}{eq(whole, 2)} A，Ihi={shown(whole, 2)}×√({own}/{supply}){eq(value, 2)} A。"))
    return Family("harmonic-share", "无功补偿与电能质量/电能质量指标", "高级技师", "hard", tuple(rows))


# ---------------------------------------------------------------- 直流系统与UPS

def ups_backup():
    """t = n·U·C·k·η / P."""
    rows = []
    for count, volts, hours, depth, efficiency, load in [
            (16, 12, 65, "0.8", "0.9", 6), (16, 12, 100, "0.7", "0.92", 8), (20, 12, 38, "0.75", "0.9", 4),
            (32, 12, 100, "0.8", "0.93", 20), (30, 12, 65, "0.7", "0.92", 10), (16, 12, 38, "0.8", "0.88", 3),
            (20, 12, 100, "0.8", "0.9", 12), (32, 12, 65, "0.75", "0.94", 15), (40, 12, 100, "0.7", "0.94", 30),
            (16, 12, 24, "0.8", "0.88", 2), (18, 12, 100, "0.75", "0.9", 9), (24, 12, 65, "0.8", "0.91", 8),
            (104, 2, 200, "0.8", "0.9", 10), (52, 2, 300, "0.8", "0.88", 7), (104, 2, 300, "0.7", "0.92", 15),
            (104, 2, 150, "0.75", "0.9", 6), (52, 2, 200, "0.7", "0.9", 5), (32, 12, 150, "0.8", "0.93", 25),
            (20, 12, 65, "0.7", "0.92", 5), (40, 12, 65, "0.8", "0.94", 20)]:
        value = count * volts * hours * dec(depth) * dec(efficiency) / (load * 1000) * 60
        rows.append(ask(
            f"某监控中心UPS配{count}只{volts} V、{hours} Ah蓄电池串联，放电容量系数{depth}，逆变效率{efficiency}，"
            f"带{load} kW有功负荷，市电中断后的后备时间约为（　）。",
            value, 0, "min",
            [("漏乘放电容量系数", value / dec(depth)), ("效率除反", value / dec(efficiency) ** 2), ("漏乘逆变效率", value / dec(efficiency)),
             ("两个系数均未计", value / dec(depth) / dec(efficiency)), ("放电系数重复计", value * dec(depth)), ("效率重复计", value * dec(efficiency))],
            f"t={count}×{volts}×{hours}×{depth}×{efficiency}/{load * 1000}×60{eq(value, 0)} min。"))
    return Family("ups-backup", "直流系统与UPS/蓄电池与不间断电源", "中级工", "medium", tuple(rows))


def battery_capacity():
    """DL/T 724: C25 = Ct / [1 + K(t − 25)], K = 0.006 /℃ at the 10-hour rate; at least 80 % of rated."""
    rows = []
    for rated, hours, degree in [(200, "8.0", 10), (300, "8.4", 15), (100, "7.5", 12), (500, "9.0", 8), (400, "7.3", 10),
                                 (200, "9.2", 35), (300, "8.3", 33), (150, "9.6", 36), (600, "7.8", 14), (100, "8.2", 34),
                                 (200, "7.2", 9), (800, "8.8", 11), (250, "9.4", 16), (500, "8.1", 35), (300, "7.0", 10),
                                 (400, "9.3", 32), (100, "7.6", 15), (200, "8.6", 32), (600, "8.9", 36), (150, "7.4", 13)]:
        raw, factor = dec(hours) * 10, 1 + dec("0.006") * (degree - 25)
        value = raw / factor

        def verdict(number):
            return f"{fixed(number, 1)}%，{'合格' if number >= 80 else '不合格'}"

        rows.append(choose(
            f"{rated} Ah阀控铅酸蓄电池组在{degree} ℃下以{rated // 10} A恒流放电{hours} h达终止电压，温度系数K取0.006/℃，按C25=Ct/[1+K(t－25)]"
            "折算，不低于额定容量80%为合格，其容量及结论为（　）。",
            verdict(value),
            [("未作温度折算", verdict(raw)), ("温度系数乘反", verdict(raw * factor)),
             ("结论判反", f"{fixed(value, 1)}%，{'不合格' if value >= 80 else '合格'}")],
            f"Ct={rated // 10}×{hours}={shown(dec(hours) * rated / 10, 1)} Ah，除以{shown(factor, 3)}再比{rated} Ah，约{shown(value, 1)}%。"))
    return Family("battery-capacity", "直流系统与UPS/蓄电池与不间断电源", "高级工", "medium", tuple(rows))


# ---------------------------------------------------------------- 接地与过电压防护

def lightning_rod():
    """GB/T 50064 broken-line method, h ≤ 30 m: rx = h − hx for hx ≥ h/2, else 1.5h − 2hx."""
    rows = []
    for height, level in [(20, 12), (25, 7), (30, 10), (24, 14), (30, 18), (28, 6), (22, 13), (26, 9), (18, 5), (30, 12), (25, 15),
                          (20, 6), (28, 16), (24, 8), (30, 20), (22, 7), (26, 15), (30, 8), (18, 11), (27, 10)]:
        upper = level * 2 >= height
        high, low = Fraction(height - level), Fraction(3 * height, 2) - 2 * level
        value = high if upper else low
        rows.append(ask(
            f"单支避雷针高{height} m，被保护物高{level} m，折线法P=1：hx≥h/2时rx=h－hx，hx＜h/2时rx=1.5h－2hx。"
            "在被保护物高度上的保护半径为（　）。",
            value, 1, "m",
            [("公式选错", low if upper else high), ("误取地面保护半径", Fraction(3 * height, 2)), ("误用1.5倍高差", Fraction(3 * (height - level), 2)),
             ("误减一倍高度", Fraction(3 * height, 2) - level), ("误取避雷针高度", Fraction(height)), ("误取高差的一半", Fraction(height - level, 2)),
             ("误取被保护物高度的一半", Fraction(level, 2))],
            f"hx={level} m{'不小于' if upper else '小于'}h/2={shown(Fraction(height, 2), 1)} m，"
            f"rx={f'{height}－{level}' if upper else f'1.5×{height}－2×{level}'}={shown(value, 1)} m。"))
    return Family("lightning-rod", "接地与过电压防护/接地与防雷", "中级工", "easy", tuple(rows))


def touch_voltage():
    """GB/T 50065, effectively earthed system: Ut = (174 + 0.17·ρs·Cs)/√t."""
    rows = []
    for soil, factor, seconds, actual in [
            (100, "1", "0.25", 350), (200, "1", "0.36", 370), (1000, "0.8", "0.25", 600), (2500, "0.75", "0.49", 650),
            (150, "1", "0.64", 230), (3000, "0.7", "0.36", 950), (500, "0.9", "0.49", 380), (80, "1", "0.25", 360),
            (2000, "0.8", "0.64", 480), (300, "1", "0.36", 400), (1500, "0.85", "0.49", 520), (120, "1", "0.16", 520),
            (5000, "0.6", "0.64", 800), (250, "1", "0.25", 400), (4000, "0.65", "0.36", 990), (400, "0.95", "0.64", 320),
            (180, "1", "0.49", 280), (800, "0.85", "0.36", 500), (60, "1", "0.36", 330), (3500, "0.7", "0.49", 800)]:
        duration = root(dec(seconds))
        value = (174 + dec("0.17") * soil * dec(factor)) / duration

        def verdict(number):
            return f"约{shown(number, 0)} V，{'满足' if actual <= number else '不满足'}"

        rows.append(choose(
            f"110 kV变电站地表电阻率{soil} Ω·m，表层衰减系数{factor}，接地故障持续{seconds} s，计算最大接触电位差{actual} V。"
            "按Ut=(174+0.17ρsCs)/√t校核，允许值及结论为（　）。",
            verdict(value),
            [("时间未开方", verdict((174 + dec("0.17") * soil * dec(factor)) / dec(seconds))), ("误乘√t", verdict(value * duration**2)),
             ("漏除√t", verdict(value * duration)), ("误用跨步电位差系数0.7", verdict((174 + dec("0.7") * soil * dec(factor)) / duration))],
            f"Ut=(174+0.17×{soil}×{factor})/√{seconds}{eq(value, 0)} V，{'不小于' if actual <= value else '小于'}{actual} V。"))
    return Family("touch-voltage", "接地与过电压防护/接地与防雷", "技师", "hard", tuple(rows))


# ---------------------------------------------------------------- 配电自动化

def isolate_section():
    """The fault lies behind the last switch that saw it; open both ends of that section, then feed the rest."""
    rows = []
    for feeder, poles, seen in [
            ("城东线", (12, 27, 41, 58, 73), 2), ("工业园线", (8, 19, 33, 47), 1), ("滨河线", (15, 31, 46, 62, 80, 97), 4),
            ("大学城线", (6, 18, 29, 44, 57), 3), ("机场线", (10, 24, 39, 55), 0), ("高铁站线", (21, 36, 52, 68, 85), 1),
            ("水泥厂线", (9, 22, 37, 51, 66, 79), 3), ("南山线", (14, 28, 43, 59), 4), ("科技园线", (7, 20, 34, 49, 63), 4),
            ("码头线", (16, 30, 45, 60, 74, 88), 2), ("体育馆线", (11, 25, 40, 56), 2), ("物流园线", (13, 26, 42, 61, 78), 0),
            ("化工园线", (17, 32, 48, 64, 81), 3), ("医学院线", (5, 23, 38, 53, 69, 84), 5), ("光明村线", (4, 35, 50, 67), 3),
            ("开发区线", (18, 37, 54, 71, 90), 2), ("新城线", (3, 17, 29, 45, 58, 72), 1), ("矿区线", (20, 41, 65, 83), 1)]:
        names = [f"{pole}号" for pole in poles]
        count = len(names)

        def action(i):
            if i == 0:
                return f"分{names[0]}，合联络开关L，出线断路器不合"
            if i == count:
                return f"分{names[-1]}，合出线断路器，联络开关L不合"
            return f"分{names[i - 1]}和{names[i]}，合出线断路器和联络开关L"

        flagged, clear = "、".join(names[:seen]), "、".join(names[seen:])
        report = (f"{flagged}终端报过电流，{clear}未报" if 0 < seen < count else "各终端均未报过电流" if seen == 0
                  else "各终端均报过电流")
        wrong = [("误判区段", action(i)) for i in (seen - 1, seen + 1, seen - 2, seen + 2) if 0 < i < count]
        if 0 < seen < count:
            wrong[1:1] = [("只断开一端", f"只分{names[seen]}，合出线断路器和联络开关L"),
                          ("漏由联络开关转供", f"分{names[seen - 1]}和{names[seen]}，合出线断路器，联络开关L不合")]
        elif seen == 0:
            wrong[1:1] = [("漏分首台开关", "直接合联络开关L，出线断路器不合"), ("误合出线断路器", f"分{names[0]}，合出线断路器，联络开关L不合")]
        else:
            wrong[1:1] = [("误合联络开关", f"分{names[-1]}，合出线断路器和联络开关L"), ("断错一端", f"分{names[0]}，合联络开关L，出线断路器不合")]
        where = ("出线断路器与" + names[0] if seen == 0 else names[-1] + "与联络开关L" if seen == count
                 else f"{names[seen - 1]}与{names[seen]}") + "之间"
        rows.append(instance(
            f"10 kV{feeder}自出线断路器起依次为{'、'.join(names)}杆分段开关和联络开关L（常开，接另一电源）。出线断路器永久性故障跳闸后，"
            f"{report}。隔离故障并恢复非故障区段供电，应（　）。",
            action(seen), wrong,
            f"故障在{where}，先隔离该区段，再由非故障侧电源恢复供电。"))
    return Family("isolate-section", "配电自动化/馈线自动化与故障定位", "中级工", "medium", tuple(rows))


def reclose_timing():
    """Voltage-time switches: after the reclosing each switch closes X seconds after it is fed from the source side."""
    rows = []
    for delay, x, y, place in [
            (1, 7, 5, 2), (1, 7, 5, 3), (2, 7, 5, 2), (5, 7, 5, 4), (1, 14, 5, 2), (2, 14, 5, 3), (1, 7, 5, 4), (5, 7, 5, 2),
            (2, 7, 5, 3), (1, 14, 5, 3), (5, 14, 5, 2), (2, 14, 5, 4), (3, 7, 5, 2), (3, 7, 5, 3), (3, 14, 5, 2), (1, 7, 5, 5),
            (2, 7, 5, 4), (5, 7, 5, 3), (3, 14, 5, 3), (2, 7, 5, 5)]:
        value = delay + x * place
        wrong = [("漏加重合闸延时", x * place), ("各开关误按同时得电", delay + x), ("误按Y时限", delay + y * place),
                 ("少计一级", delay + x * (place - 1)), ("多计一级", delay + x * (place + 1)), ("XY时限相加", delay + (x + y) * place)]
        rows.append(choose(
            f"电压－时间型馈线，出线断路器瞬时跳闸后{delay} s重合，主干线分段开关由电源侧起依次串联，X时限均{x} s、Y时限均{y} s。"
            f"故障为瞬时性，忽略开关固有时间，断路器跳闸后第{place}台分段开关于（　）合闸。",
            f"{value} s", [(name, f"{number} s") for name, number in wrong],
            f"重合延时{delay} s，其后每台带电延时{x} s逐级合闸：{delay}+{place}×{x}={value} s。"))
    return Family("reclose-timing", "配电自动化/馈线自动化与故障定位", "高级工", "medium", tuple(rows))


# ---------------------------------------------------------------- 电能计量与能效

def meter_energy():
    """Energy = difference of readings × CT ratio × VT ratio."""
    rows = []
    for amps, volts, first, last in [
            (100, 10, "1256.30", "1318.80"), (200, 10, "842.15", "896.40"), (300, 10, "2031.60", "2079.10"), (150, 10, "315.25", "402.75"),
            (75, 10, "966.40", "1041.90"), (400, 10, "1508.72", "1543.97"), (600, 10, "77.50", "104.75"), (50, 10, "3120.80", "3237.30"),
            (200, 35, "410.36", "438.11"), (300, 35, "1290.45", "1311.70"), (150, 35, "688.20", "723.45"), (600, 35, "52.64", "68.89"),
            (100, 35, "2417.30", "2469.80"), (300, 0, "4210.5", "4562.0"), (400, 0, "1866.2", "2103.7"), (200, 0, "3541.8", "3987.3"),
            (600, 0, "925.6", "1190.1"), (150, 0, "7012.4", "7588.9"), (500, 0, "1377.5", "1659.0"), (250, 0, "5620.7", "6014.2")]:
        used, ct = dec(last) - dec(first), Fraction(amps, 5)
        vt = volts * 10 if volts else 1
        value = used * ct * vt
        vt_text = f"，电压互感器变比{volts * 1000}/100" if volts else "，电压直接接入"
        wrong = [("只乘电流互感器变比", used * ct), ("只乘电压互感器变比" if volts else "未乘倍率", used * vt), ("误乘额定一次电流", used * amps * vt),
                 ("误用止码乘倍率", dec(last) * ct * vt), ("未乘倍率", used), ("误乘√3", value * SQRT3)]
        rows.append(ask(
            f"某用户电流互感器变比{amps}/5{vt_text}，电能表上月止码{first} kWh，本月止码{last} kWh，本月用电量为（　）。",
            value, 0, "kWh", wrong,
            f"({last}－{first})×{shown(ct, 0)}×{vt}={shown(value, 1)} kWh。"))
    return Family("meter-energy", "电能计量与能效/计量与能效分析", "初级工", "easy", tuple(rows))


def demand_charge():
    """发改办价格〔2016〕1583号: up to 105 % of the agreed demand pay the agreed demand; the excess is charged double."""
    rows = []
    for agreed, actual, price in [
            (1000, 1120, "40"), (800, 900, "38"), (2000, 2090, "40"), (1500, 1680, "36"), (600, 690, "42"), (1200, 1250, "40"),
            (3000, 3300, "38"), (2500, 2760, "40"), (1600, 1800, "44"), (900, 990, "48"), (4000, 4360, "40"), (700, 730, "42"),
            (1800, 2010, "36"), (5000, 5600, "38"), (1100, 1240, "40"), (2200, 2300, "44"), (1400, 1570, "48"), (3500, 3850, "36"),
            (500, 580, "40"), (2800, 3100, "42")]:
        bound = agreed * dec("1.05")
        excess = max(Fraction(0), actual - bound)
        value = (agreed + 2 * excess) * dec(price) / 10000
        rows.append(ask(
            f"按合同最大需量计收基本电费：合同值{agreed} kW，本月实际最大需量{actual} kW，单价{price}元/(kW·月)。不超过合同值105%时"
            "按合同值计收；超过时除合同值照收外，超过105%的部分再按两倍单价计收，本月基本电费为（　）。",
            value, 3, "万元",
            [("误按实际需量计收", actual * dec(price) / 10000), ("误从100%起加倍", (agreed + 2 * (actual - agreed)) * dec(price) / 10000),
             ("误按合同值105%计收", (bound + excess) * dec(price) / 10000), ("超出部分未加倍", (agreed + excess) * dec(price) / 10000),
             ("误将全部需量加倍", 2 * actual * dec(price) / 10000),
             ("漏收超出部分", agreed * dec(price) / 10000), ("误按105%加两倍超出部分", (bound + 2 * excess) * dec(price) / 10000),
             ("误按合同值的95%计收", agreed * dec("0.95") * dec(price) / 10000), ("超出部分误按三倍", (agreed + 3 * excess) * dec(price) / 10000)],
            f"105%为{shown(bound, 1)} kW，" + (
                f"超出{shown(excess, 1)} kW，({agreed}+2×{shown(excess, 1)})×{price}={shown(value, 3)}万元。" if excess else
                f"实际{actual} kW未超过，按合同值计收：{agreed}×{price}={shown(value, 3)}万元。")))
    return Family("demand-charge", "电能计量与能效/计量与能效分析", "高级工", "medium", tuple(rows))


def power_factor_charge():
    """《功率因数调整电费办法》 1983, standard 0.90: the adjustment in per cent for a factor given in hundredths."""
    def adjustment(hundredths):
        if hundredths >= 90:
            return -min(Fraction(hundredths - 90) * dec("0.15"), dec("0.75"))
        if hundredths >= 70:
            return Fraction(90 - hundredths) * dec("0.5")
        return 10 + Fraction(70 - hundredths) if hundredths >= 65 else 15 + 2 * Fraction(65 - hundredths)

    rows = []
    for factor, fee in [(82, 60000), (86, 45000), (75, 80000), (88, 120000), (70, 36000), (68, 50000), (66, 40000), (64, 30000),
                        (79, 95000), (84, 72000), (72, 64000), (87, 150000), (77, 88000), (92, 160000), (94, 200000), (97, 240000),
                        (67, 55000), (63, 42000), (95, 180000), (81, 110000)]:
        rate = adjustment(factor)
        value = fee * abs(rate) / 100
        gap = abs(factor - 90)
        word = "增收" if rate > 0 else "减收"
        per = "0.15" if rate < 0 else "0.5"
        rule = "每高0.01减收0.15%，0.95及以上一律减收0.75%" if rate < 0 else (
            "0.89～0.70每低0.01增收0.5%，0.69～0.65每再低0.01增收1%，0.64及以下每再低0.01增收2%")
        rows.append(ask(
            f"某用户执行功率因数标准0.90，本月功率因数0.{factor}，参与调整的电费{fee}元。已知{rule}，"
            f"本月应{word}电费（　）。",
            value, 0, "元",
            [("未分段，一律按首段计", fee * gap * dec(per) / 100), ("每0.01按1%计", Fraction(fee * gap, 100)),
             ("少计一个0.01", fee * (abs(rate) - dec(per)) / 100), ("多计一个0.01", fee * (abs(rate) + dec(per)) / 100),
             ("比率误减半", value / 2), ("每0.01按2%计", Fraction(fee * gap * 2, 100))],
            f"调整率为{'＋' if rate > 0 else '－'}{shown(abs(rate), 2)}%，{fee}×{shown(abs(rate), 2)}%={shown(value, 0)}元。"))
    return Family("power-factor-charge", "电能计量与能效/计量与能效分析", "高级工", "medium", tuple(rows))


def wiring_refund():
    """Balanced three-phase four-wire meter: one element lost 2/3, two lost 1/3, one current reversed 1/3 of the true energy."""
    parts = {"A相电流二次断线": (2, 3), "B相电压失压（至零）": (2, 3), "B、C相电压失压（至零）": (1, 3), "A、C两相电流二次被短接": (1, 3),
             "C相电流极性接反": (1, 3)}
    rows = []
    for index, (fault, (over, under)) in enumerate(parts.items()):
        for turn, energy in enumerate((12000, 18600, 27000, 45600)):
            energy += index * 3300 + turn * 60
            share = Fraction(over, under)
            value = energy / share - energy
            rows.append(ask(
                f"三相四线经互感器接入的用户负荷对称平衡，{fault}期间，电能表计得电量（已乘倍率）{energy} kWh，"
                "应追补电量约为（　）。",
                value, 0, "kWh",
                [("误把实际用电量当追补量", energy / share), ("误按所计电量的三分之一追补", Fraction(energy, 3)),
                 ("误按所计电量等量追补", Fraction(energy)), ("误按三分之二追补", Fraction(energy * 2, 3)), ("误按半数追补", Fraction(energy, 2))],
                f"错误接线只计真实电量的{over}/{under}，真实{shown(energy / share, 0)} kWh，追补{shown(value, 0)} kWh。"))
    return Family("wiring-refund", "电能计量与能效/计量与能效分析", "技师", "hard", tuple(rows))


def load_rate():
    """Daily load factor = energy / (24·Pmax); peak-valley rate = (Pmax − Pmin)/Pmax."""
    rows = []
    for energy, peak, valley in [
            (86400, 5000, 2200), (120000, 6800, 3000), (54000, 3200, 1200), (168000, 8600, 5200), (36000, 2400, 700),
            (96000, 5600, 2600), (210000, 11000, 6200), (72000, 4200, 1800), (144000, 7200, 4600), (62400, 3600, 1500),
            (48000, 2500, 1400), (180000, 9500, 5400), (30000, 1800, 800), (132000, 6600, 4100), (108000, 6400, 2500),
            (78000, 5000, 1600), (240000, 12600, 7400), (66000, 3300, 2000), (156000, 8800, 4200), (42000, 2600, 1000)]:
        mean = Fraction(energy, 24)
        value = mean / peak * 100
        gap = Fraction(peak - valley, peak) * 100

        def pair(a, b):
            return f"{fixed(a, 1)}%、{fixed(b, 1)}%"

        rows.append(choose(
            f"某变电站某日供电量{energy} kWh，最大负荷{peak} kW，最小负荷{valley} kW，该日负荷率与峰谷差率（峰谷差与最大负荷之比）分别约为（　）。",
            pair(value, gap),
            [("误用最小与最大之比作峰谷差率", pair(value, Fraction(valley, peak) * 100)),
             ("两个指标颠倒", pair(gap, value)), ("误用最小与平均之比", pair(valley / mean * 100, gap)),
             ("平均负荷误取最大最小的均值", pair(Fraction(peak + valley, 2 * peak) * 100, gap))],
            f"平均{energy}/24={shown(mean, 1)} kW，负荷率{shown(value, 1)}%；峰谷差率({peak}－{valley})/{peak}{eq(gap, 1)}%。"))
    return Family("load-rate", "电能计量与能效/计量与能效分析", "初级工", "easy", tuple(rows))


# ---------------------------------------------------------------- 事故处理与安全

def overload_shedding():
    """After one of two transformers trips: cut = P − SN·kover·cosφ of the one that stays."""
    rows = []
    for rated, one, two, over, cos in [
            ("20", 14, 13, "1.2", "0.95"), ("31.5", 22, 20, "1.2", "0.9"), ("40", 26, 28, "1.15", "0.95"), ("50", 38, 35, "1.3", "0.95"),
            ("63", 46, 42, "1.2", "0.92"), ("25", 18, 16, "1.1", "0.95"), ("10", 7, 8, "1.3", "0.9"), ("16", 12, 11, "1.2", "0.92"),
            ("12.5", 9, 10, "1.3", "0.95"), ("8", 6, 6, "1.2", "0.9"), ("40", 33, 24, "1.2", "0.95"), ("50", 30, 34, "1.1", "0.92"),
            ("20", 16, 12, "1.3", "0.9"), ("31.5", 25, 18, "1.15", "0.95"), ("63", 52, 40, "1.3", "0.95"), ("25", 20, 17, "1.2", "0.9"),
            ("16", 13, 10, "1.1", "0.95"), ("10", 8, 6, "1.15", "0.92"), ("6.3", 5, 4, "1.2", "0.9"), ("5", "3.8", "3.6", "1.3", "0.95")]:
        total, carry = dec(one) + dec(two), dec(rated) * dec(over) * dec(cos)
        value = total - carry
        assert value > 0
        rows.append(ask(
            f"某站两台{rated} MVA主变分列运行，分别带{one} MW和{two} MW（功率因数{cos}）。一台跳闸后分段备自投成功，运行主变允许短时"
            f"过负荷{over}倍，值班员至少应限去负荷约（　）。",
            value, 2, "MW",
            [("不计允许过负荷", total - dec(rated) * dec(cos)), ("未乘功率因数", total - dec(rated) * dec(over)),
             ("只计跳闸主变负荷", dec(one)), ("误取负荷与额定容量之差", total - dec(rated)), ("误取允许负荷", carry), ("功率因数乘了两次", total - carry * dec(cos)), ("误减半", value / 2)],
            f"允许负荷{rated}×{over}×{cos}={shown(carry, 5)} MW，应限{shown(total, 1)}－{shown(carry, 5)}{eq(value, 2)} MW。"))
    return Family("overload-shedding", "事故处理与安全/事故处理", "高级工", "medium", tuple(rows))


def voltage_diagnosis():
    """Unearthed bus: phase voltages and open-delta voltage tell earth fault and VT fuse apart.

    Behind a resistance R the neutral shifts by E/(1 + j3ωCR); the phase before the faulty one rises highest.
    """
    phases = "ABC"
    signs = ["近于零而另两相升至线电压，开口三角约100 V", "降低而不为零，另两相升高且不等，开口三角低于100 V",
             "降低而另两相仍为相电压，开口三角约33 V", "近于零而另两相和开口三角正常，只是二次回路断开"]
    kinds = ["金属性接地", "经过渡电阻接地", "电压互感器高压熔丝熔断", "电压互感器二次熔丝熔断"]
    readings = [  # kind, system kV, faulty phase, its kV, the other two, open delta
        (0, 10, 0, "0.1", "10.3", "10.2", 100), (0, 6, 1, "0.1", "6.2", "6.1", 99), (0, 35, 2, "0.3", "35.8", "35.5", 101),
        (0, 10, 1, "0.2", "10.5", "10.4", 102),
        (1, 10, 1, "2.8", "7.9", "10.7", 90), (1, 35, 0, "11.8", "25.5", "36.6", 84), (1, 6, 2, "1.6", "4.9", "6.4", 92),
        (1, 10, 2, "3.2", "7.4", "10.4", 84),
        (2, 10, 2, "1.4", "5.9", "5.8", 32), (2, 6, 0, "0.7", "3.6", "3.5", 33), (2, 35, 1, "4.2", "20.6", "20.4", 31),
        (2, 10, 0, "0.9", "6.0", "5.9", 34),
        (3, 10, 0, "0.2", "5.9", "5.8", 1), (3, 35, 2, "0.4", "20.5", "20.7", 0), (3, 6, 1, "0.1", "3.5", "3.6", 1),
        (3, 10, 1, "0.3", "5.8", "6.0", 2)]
    rows = []
    for index, (kind, system, place, bad, next_one, last, delta) in enumerate(readings):
        volts = [""] * 3
        volts[place], volts[(place + 1) % 3], volts[(place + 2) % 3] = bad, next_one, last
        right = f"{phases[place]}相{kinds[kind]}"
        other = phases[(place + 1 + index % 2) % 3]
        wrong = [("现象混淆", f"{phases[place]}相{name}") for name in kinds if name != kinds[kind]]
        if index % 3:
            wrong[index % 3] = ("相别判错", f"{other}相{kinds[kind]}")
        rows.append(choose(
            f"{system} kV不接地系统母线相电压显示UA={volts[0]} kV、UB={volts[1]} kV、UC={volts[2]} kV，开口三角电压{delta} V，"
            "断路器均未跳闸，最可能的原因是（　）。",
            right, wrong,
            f"{phases[place]}相{signs[kind]}，是{right}的特征。"))
    return Family("voltage-diagnosis", "事故处理与安全/事故处理", "中级工", "medium", tuple(rows))


# GB 26860-2011, m: table 1 (equipment not switched off) and table 2 (people at work), by rated voltage.
SAFE_DISTANCE = {"10": ("0.70", "0.35"), "35": ("1.00", "0.60"), "110": ("1.50", "1.50"), "220": ("3.00", "3.00"),
                 "330": ("4.00", "4.00"), "500": ("5.00", "5.00")}


def safety_distance():
    """GB 26860: switch off below table 2; between tables 2 and 1 only with insulating barriers; beyond table 1 fence and watch."""
    answers = ["必须将该带电设备停电", "设绝缘隔板或安全遮栏可不停电，否则应停电", "可不停电，但应做好监护和安全措施"]
    rows = []
    for volts, distance in [("10", "0.30"), ("10", "0.50"), ("10", "0.90"), ("10", "0.40"), ("10", "0.25"), ("10", "0.60"),
                            ("35", "0.50"), ("35", "0.80"), ("35", "1.20"), ("35", "0.70"), ("35", "0.45"), ("35", "1.50"),
                            ("110", "1.20"), ("110", "2.00"), ("220", "2.50"), ("220", "3.50"), ("330", "3.60"), ("500", "5.60"),
                            ("500", "4.50"), ("110", "1.30")]:
        table1, table2 = SAFE_DISTANCE[volts]
        gap = dec(distance)
        key = 0 if gap < dec(table2) else 1 if gap < dec(table1) else 2
        extra = "只需悬挂标示牌，无需其他措施"
        note = [f"小于工作中安全距离{table2} m", f"在{table2} m与{table1} m之间", f"不小于{table1} m"][key]
        rows.append(choose(
            f"检修时工作人员正常活动范围与邻近{volts} kV带电设备的最小距离为{distance} m。按GB 26860（不停电安全距离{table1} m，"
            f"工作中安全距离{table2} m），对该带电设备应（　）。",
            answers[key], [("距离判断错误", text) for text in answers if text != answers[key]] + [("忽视防护措施", extra)],
            f"{distance} m{note}，{answers[key]}。"))
    return Family("safety-distance", "事故处理与安全/安全规程与急救", "中级工", "medium", tuple(rows))


EARTH_WIRE = [25, 35, 50, 70, 95, 120, 150, 185]  # mm², flexible copper of portable earthing sets, DL/T 879


def earthing_wire():
    """S ≥ I·√t / C."""
    rows = []
    for kilo, seconds, constant in [
            ("8", "0.5", 220), ("10", "1", 220), ("12.5", "1", 250), ("16", "0.6", 220), ("20", "0.5", 250), ("9", "1.2", 250),
            ("25", "0.4", 220), ("14", "0.8", 220), ("18", "1", 250), ("22", "0.7", 220), ("11", "0.9", 250), ("6.3", "0.6", 220),
            ("7.5", "0.8", 220), ("15", "1.5", 250), ("20", "1.2", 220), ("16", "1", 250), ("13", "0.5", 220), ("24", "0.8", 250),
            ("5.6", "1", 220), ("10", "0.4", 250)]:
        amps = dec(kilo) * 1000
        value = amps * root(dec(seconds)) / constant

        def choice(number):
            return next((s for s in EARTH_WIRE if s >= number), EARTH_WIRE[-1])

        right = choice(value)
        place = EARTH_WIRE.index(right)
        near = [(name, f"{EARTH_WIRE[place + shift]} mm²") for name, shift in NEAR_STEPS if 0 <= place + shift < len(EARTH_WIRE)]
        rows.append(choose(
            f"装设接地线处短路电流{kilo} kA，切除时间{seconds} s，多股软铜线热稳定系数C取{constant}，按S≥I√t/C且不小于25 mm²，"
            "接地线截面最小应选（　）。",
            f"{right} mm²",
            [("误乘t而未开方", f"{choice(amps * dec(seconds) / constant)} mm²"), *near],
            f"S≥{shown(amps, 0)}×√{seconds}/{constant}{eq(value, 1)} mm²，选不小于它的标称截面{right} mm²。"))
    return Family("earthing-wire", "事故处理与安全/安全规程与急救", "高级工", "medium", tuple(rows))


# ---------------------------------------------------------------- 通信与网络

def subnet_mask():
    """2^h − 2 usable addresses must hold all devices, the gateways and the spare addresses."""
    rows = []
    for devices, gateways, spare in [(24, 1, 4), (26, 2, 2), (28, 2, 1), (54, 2, 6), (58, 1, 4), (60, 2, 2), (11, 1, 2), (12, 2, 1),
                                     (100, 2, 20), (118, 2, 8), (27, 1, 2), (56, 2, 4), (9, 1, 3), (40, 2, 10), (10, 2, 2),
                                     (29, 1, 2), (120, 2, 6), (59, 2, 2), (4, 1, 1), (90, 1, 12)]:
        total = devices + gateways + spare

        def mask(count, reserve=2):
            bits = next(h for h in range(2, 9) if 2**h - reserve >= count)
            return f"255.255.255.{256 - 2**bits}"

        bits = next(h for h in range(2, 9) if 2**h - 2 >= total)
        right = mask(total)
        rows.append(choose(
            f"站控层规划一个子网，需接入{devices}台装置，另设{gateways}个网关地址，并预留{spare}个地址。在满足要求且地址最节省时，子网掩码应为（　）。",
            right,
            [("未减网络和广播地址", mask(total, 0)), ("多借一位主机位", f"255.255.255.{max(0, 256 - 2**(bits + 1))}"),
             ("少一位主机位", f"255.255.255.{256 - 2**(bits - 1)}"), ("误选相差两位", f"255.255.255.{256 - 2**(bits - 2)}"),
             ("误选B类掩码", "255.255.0.0")],
            f"共需{total}个地址，{bits}位主机位可用{2**bits}－2={2**bits - 2}个，掩码为{right}。"))
    return Family("subnet-mask", "通信与网络/通信与网络基础", "中级工", "medium", tuple(rows))


def optical_distance():
    """L = (Pt − Pr − margin − connectors) / attenuation."""
    rows = []
    for send, receive, margin, joint, fibre, wave in [
            ("－3", "－28", "3", "2", "0.35", 1310), ("－5", "－32", "5", "1.5", "0.36", 1310), ("0", "－30", "4", "2", "0.22", 1550),
            ("－2", "－34", "6", "2.5", "0.25", 1550), ("－8", "－27", "3", "1", "0.36", 1310), ("－4", "－29", "3", "1.5", "0.38", 1310),
            ("－1", "－33", "5", "2", "0.23", 1550), ("－6", "－31", "4", "2", "0.4", 1310), ("－3", "－26", "3", "1.2", "0.35", 1310),
            ("1", "－28", "4", "1.8", "0.24", 1550), ("－5", "－36", "6", "3", "0.25", 1550), ("－9", "－30", "3", "1", "0.4", 1310),
            ("－2", "－30", "5", "2.4", "0.38", 1310), ("0", "－34", "6", "2", "0.22", 1550), ("－7", "－28", "3", "1.6", "0.36", 1310),
            ("－3", "－35", "5", "2.2", "0.23", 1550), ("－4", "－33", "4", "1.4", "0.4", 1310), ("2", "－30", "6", "2.5", "0.25", 1550),
            ("－6", "－29", "4", "1.5", "0.38", 1310), ("－1", "－28", "3", "2", "0.24", 1550)]:
        def number(text):
            return dec(text.replace("－", "-"))

        budget = number(send) - number(receive)
        loss = dec(fibre)
        value = (budget - dec(margin) - dec(joint)) / loss
        rows.append(ask(
            f"光发送功率{send} dBm，接收灵敏度{receive} dBm，富余度取{margin} dB，接头损耗合计{joint} dB，{wave} nm光纤衰减{fibre} dB/km，"
            "不加中继的最大传输距离约为（　）。",
            value, 1, "km",
            [("漏扣富余度", (budget - dec(joint)) / loss), ("漏扣接头损耗", (budget - dec(margin)) / loss),
             ("两项均未扣", budget / loss), ("误加接头损耗", (budget - dec(margin) + dec(joint)) / loss),
             ("富余度重复扣除", (budget - 2 * dec(margin) - dec(joint)) / loss),
             ("接头损耗重复扣除", (budget - dec(margin) - 2 * dec(joint)) / loss), ("误加富余度", (budget + dec(margin) - dec(joint)) / loss)],
            f"可用{shown(budget, 1)}－{margin}－{joint}={shown(budget - dec(margin) - dec(joint), 1)} dB，"
            f"除以{fibre} dB/km得约{shown(value, 1)} km。"))
    return Family("optical-distance", "通信与网络/通信与网络基础", "中级工", "medium", tuple(rows))


FAMILIES = [
    line_current(), short_circuit_by_impedance(), per_unit_chain(), capacitive_current_estimate(), arc_coil_tap(),
    rated_currents(), parallel_limit(), transformer_loss(), absorption_ratio(), onload_tap(), fan_return(),
    breaking_current(), sf6_pressure(), sf6_moisture(), relative_temperature(), metering_ct(), ct_cable(),
    definite_time_setting(), sensitivity(), time_grading(), inverse_time(), differential_balance(), ratio_restraint(),
    load_shedding_rounds(), load_shedding_amount(), transfer_logic(), raw_code(), allowed_downtime(), dead_band(),
    goose_counters(), sampled_value_traffic(), modbus_poll(), apdu_length(), sequence_numbers(), zone_border(), access_list(),
    next_step(), equipment_state(), capacitor_groups(), capacitor_voltage(), voltage_deviation(), current_distortion(),
    harmonic_share(), ups_backup(), battery_capacity(), lightning_rod(), touch_voltage(), isolate_section(), reclose_timing(),
    meter_energy(), demand_charge(), power_factor_charge(), wiring_refund(), load_rate(), overload_shedding(),
    voltage_diagnosis(), safety_distance(), earthing_wire(), subnet_mask(), optical_distance(),
]
