"""Parametric question families of the electrician (电工) bank.

Each function builds one family: a short list of realistic parameters, a key computed in exact arithmetic, and
distractors that are the results of named mistakes. Tables from standards or catalogues stand at the top of the
part that uses them, with their source. Nothing runs on import but the building of FAMILIES at the end.
"""

from math import isqrt

from family import Family, Fraction, aligned, balanced, eq, fixed, instance, shown

ROOT3 = Fraction(1732, 1000)  # √3; only in keys whose stem gives it, in choices from a ladder, and in mistakes
PI = Fraction(314, 100)  # every stem that needs it says π取3.14


def F(text):
    """A decimal text such as "0.85" as an exact fraction."""
    return Fraction(text)


def root(value):
    """Square root, exact for squares, otherwise cut after nine digits."""
    value = Fraction(value)
    return Fraction(isqrt(value.numerator * value.denominator * 10**18), value.denominator * 10**9)


def up(ladder, value):
    """The smallest step of a ladder that is not less than the value."""
    return min(step for step in ladder if step >= value)


def beside(ladder, step, offset):
    """The step so many places further on the ladder, or as many places back when the ladder ends before."""
    place = ladder.index(step)
    return ladder[place + offset if 0 <= place + offset < len(ladder) else place - offset]


def numeric(stem, right, mistakes, why, places=2, unit=""):
    """A numeric question; drops mistakes that come out within 4% of the key or of an earlier mistake.

    Which of the remaining mistakes are offered turns with the stem, so that the key's rank among them varies.
    """
    kept, taken = [], [Fraction(right)]
    turn = sum(map(ord, stem)) % len(mistakes)
    for name, value in mistakes[turn:] + mistakes[:turn]:
        value = Fraction(value)
        if value > 0 and shown(value, places) != "0" and all(abs(value - other) * 25 > other for other in taken):
            kept.append((name, value))
            taken.append(value)
    kept = balanced(stem, right, kept)
    texts = [text + unit for text in aligned([shown(value, places) for value in (right, *(value for _, value in kept))])]
    return instance(stem, texts[0], [(name, text) for (name, _), text in zip(kept, texts[1:])], why)


def stepped(stem, ladder, right, mistakes, why, unit=""):
    """A choice of a step of a ladder: the mistakes that end on another step of it, and those that miss by some steps."""
    names = {-3: "取低三档", -2: "取低两档", -1: "取低一档", 1: "取高一档", 2: "取高两档", 3: "取高三档"}
    place = ladder.index(right)
    near = [(names[offset], ladder[place + offset]) for offset in (1, -1, 2, -2, 3, -3) if 0 <= place + offset < len(ladder)]
    seen, kept = {place}, []
    for name, step in [*mistakes, *near]:
        if step in ladder and ladder.index(step) not in seen:
            seen.add(ladder.index(step))
            kept.append((name, ladder.index(step)))

    def text(number):
        return ladder[number] if isinstance(ladder[number], str) else shown(ladder[number], 3) + unit

    return instance(stem, text(place), [(name, text(number)) for name, number in balanced(stem, place, kept)], why)


# ---- 初级工: circuits, motors, drawings, safety ----


def energy_cost():
    # W = P t, cost = W × price.
    loads = [("碘钨灯", 500), ("台式砂轮机", 750), ("电烘箱", 3000), ("空气压缩机", 5500), ("电热水器", 2000),
             ("轴流风机", 370), ("除湿机", 1500), ("冷却水泵", 2200), ("工业电暖器", 2500), ("LED投光灯", 200)]
    plans = [(6, 25, "0.8"), (4, 30, "0.6")]
    rows = []
    for i, (name, watts) in enumerate(loads):
        for j, (hours, days, price) in enumerate(plans):
            hours, price = hours + i % 3, F(price) + F("0.05") * (i % 4)
            energy = Fraction(watts, 1000) * hours * days
            rows.append(numeric(
                f"一台{name}的实际功率为{watts} W，每天工作{hours} h，全月工作{days}天，电价为{shown(price, 2)}元/(kW·h)，"
                "全月电费为（　）元。",
                energy * price,
                [("未乘电价", energy), ("按全天24 h计", Fraction(watts, 1000) * 24 * days * price),
                 ("除以电价", energy / price), ("误按半载计", energy * price / 2),
                 ("误按20个工作日计", Fraction(watts, 1000) * hours * 20 * price)],
                f"W=Pt={shown(Fraction(watts, 1000), 2)}×{hours}×{days}={shown(energy, 2)} kW·h，"
                f"电费{shown(energy, 2)}×{shown(price, 2)}{eq(energy * price, 2)}元。"))
    return Family("energy-cost", "电路基础/直流电路", "初级工", "easy", tuple(rows))


def internal_resistance():
    # U = E R/(R + r), so r = (E/U - 1) R.
    rows = []
    for e, r, load in [("6", "0.5", "4.5"), ("6", "0.4", "3.6"), ("12", "0.5", "7.5"), ("12", "0.8", "7.2"),
                       ("24", "1", "9"), ("24", "2", "14"), ("24", "0.6", "5.4"), ("9", "1", "8"), ("9", "1.5", "12"),
                       ("1.5", "0.3", "2.7"), ("3", "0.6", "5.4"), ("4.5", "1", "8"), ("48", "2", "22"),
                       ("48", "1.2", "10.8"), ("36", "1.5", "16.5"), ("36", "2", "10"), ("110", "1", "10"),
                       ("110", "2", "20"), ("15", "0.5", "4.5"), ("18", "0.9", "8.1")]:
        e, r, load = F(e), F(r), F(load)
        u = e * load / (load + r)
        rows.append(numeric(
            f"测得某直流电源的开路电压为{shown(e, 2)} V，接上{shown(load, 2)} Ω的电阻后端电压降为{shown(u, 2)} V，"
            "该电源的内阻为（　）Ω。",
            r,
            [("用开路电压计算电流", load * (e - u) / e), ("未减去负载电阻", load + r), ("压降乘以电流", (e - u) * u / load),
             ("用端电压与开路电压之比乘负载电阻", load * u / e), ("内阻重复计算", 2 * r)],
            f"I=U/R={shown(u, 2)}/{shown(load, 2)}{eq(u / load, 3)} A，"
            f"r=(E－U)/I=({shown(e, 2)}－{shown(u, 2)})/{shown(u / load, 3)}{eq((e - u) / F(shown(u / load, 3)), 2)} Ω。"))
    return Family("internal-resistance", "电路基础/直流电路", "初级工", "easy", tuple(rows))


E12 = [F(digits) * scale for scale in (1, 10, 100, 1000, 10000) for digits in
       ("10", "12", "15", "18", "22", "27", "33", "39", "47", "56", "68", "82")]  # GB/T 2471, ohms


def ohms(value):
    """A resistance in Ω or kΩ as it is printed on a parts list."""
    return f"{shown(value / 1000, 2)} kΩ" if value >= 1000 else f"{shown(value, 1)} Ω"


def led_resistor():
    # R = (U - U_LED)/I, then the next E12 value that is not smaller.
    rows = []
    for turn, (supply, drop, milliamp) in enumerate([(5, "2.0", 10), (5, "3.0", 10), (12, "2.0", 10), (12, "3.2", 15), (12, "2.0", 20),
                                   (24, "2.0", 10), (24, "3.0", 10), (24, "2.0", 15), (24, "3.2", 20), (24, "1.8", 8),
                                   (36, "2.0", 10), (36, "3.0", 15), (48, "2.0", 10), (48, "3.2", 12), (48, "2.0", 5),
                                   (9, "2.0", 10), (9, "3.0", 12), (15, "1.8", 10), (15, "3.2", 8), (110, "2.0", 6)]):
        exact = (supply - F(drop)) * 1000 / milliamp
        right = up(E12, exact)
        whole = up(E12, Fraction(supply * 1000, milliamp))
        ladder = [ohms(step) for step in E12]
        mistakes = [("未减LED正向压降", ohms(whole)), ("四舍五入取了低一档", ohms(beside(E12, right, -1))),
                    ("用LED压降求电阻", ohms(up(E12, F(drop) * 1000 / milliamp)))]
        rows.append(stepped(
            f"DC {supply} V电源上的LED指示灯，正向压降{drop} V，工作电流不超过{milliamp} mA，限流电阻在E12系列"
            "（10、12、15、18、22、27、33、39、47、56、68、82及其十进倍数）中应选用的最小阻值为（　）。",
            ladder, ohms(right), mistakes[turn % 3:] + mistakes[:turn % 3],
            f"R≥(U－UF)/I=({supply}－{drop})/{shown(Fraction(milliamp, 1000), 3)}{eq(exact, 0)} Ω，"
            f"取不小于它的最小标称值{ohms(right)}。"))
    return Family("led-resistor", "电子技术/模拟与电力电子", "初级工", "easy", tuple(rows))


def induced_emf():
    # Faraday: e = N ΔΦ/Δt.
    rows = []
    for turns, before, after, seconds in [
            (200, "0.02", "0.05", "0.1"), (500, "0.01", "0.03", "0.2"), (300, "0.06", "0.02", "0.1"),
            (100, "0.05", "0.15", "0.5"), (400, "0.03", "0.06", "0.3"), (250, "0.08", "0.04", "0.2"),
            (150, "0.02", "0.08", "0.3"), (600, "0.01", "0.04", "0.15"), (800, "0.005", "0.02", "0.1"),
            (1000, "0.004", "0.012", "0.05"), (120, "0.09", "0.04", "0.2"), (350, "0.01", "0.05", "0.35"),
            (450, "0.05", "0.02", "0.1"), (750, "0.02", "0.06", "0.6"), (900, "0.03", "0.01", "0.3"),
            (50, "0.1", "0.3", "0.4"), (1200, "0.002", "0.007", "0.02"), (240, "0.03", "0.08", "0.5"),
            (320, "0.07", "0.02", "0.4"), (180, "0.04", "0.1", "0.6")]:
        one, two, time = F(before), F(after), F(seconds)
        change = abs(two - one)
        rows.append(numeric(
            f"一个{turns}匝的线圈，穿过它的磁通在{seconds} s内由{before} Wb均匀变化到{after} Wb，"
            "线圈两端感应电动势的大小为（　）V。",
            turns * change / time,
            [("只用末态磁通", turns * two / time), ("磁通相加", turns * (one + two) / time),
             ("只用初态磁通", turns * one / time), ("未除以时间", turns * change), ("多除以2", turns * change / time / 2)],
            f"e=N|ΔΦ|/Δt={turns}×{shown(change, 3)}/{seconds}={shown(turns * change / time, 2)} V。"))
    return Family("induced-emf", "电磁与电机/电磁感应与磁路", "初级工", "easy", tuple(rows))


def pole_number():
    # n1 = 60f/p is the nearest synchronous speed above the nameplate speed.
    rows = []
    for hertz, speed in [(50, 2960), (50, 2930), (50, 2880), (50, 1485), (50, 1460), (50, 1430), (50, 985), (50, 970),
                         (50, 940), (50, 740), (50, 720), (50, 590), (50, 580), (50, 490), (60, 3540), (60, 1760),
                         (60, 1170), (60, 880), (60, 1740), (60, 705)]:
        pairs = next(p for p in range(9, 0, -1) if Fraction(60 * hertz, p) > speed)
        poles = 2 * pairs
        mistakes = [("把极对数当作极数", pairs), ("同步转速取高一级", poles - 2), ("同步转速取低一级", poles + 2),
                    ("极数再乘2", 2 * poles), ("取低两级", poles + 4), ("取低三级", poles + 6)]
        rows.append(instance(
            f"某三相异步电动机的铭牌标明额定频率{hertz} Hz、额定转速{speed} r/min，可判断它是（　）电动机。",
            f"{poles}极", [(name, f"{value}极") for name, value in mistakes if value > 0 and value % 2 == 0],
            f"略高于{speed} r/min的同步转速是{shown(Fraction(60 * hertz, pairs), 1)} r/min，"
            f"p=60×{hertz}/{shown(Fraction(60 * hertz, pairs), 1)}={pairs}，即{poles}极。"))
    return Family("pole-number", "电磁与电机/电动机", "初级工", "easy", tuple(rows))


def lamp_label():
    # 09DX001: luminaires are marked a-b (c×d×L)/e f; total lamp power = a c d.
    mounts = {"CS": "链吊式", "C": "吸顶式", "R": "嵌入式", "DS": "管吊式"}
    rows = []
    for count, kind, lamps, watts, height, mount in [
            (6, "YG2-2", 2, 36, "2.8", "CS"), (8, "YG2-2", 2, 40, "2.5", "CS"), (9, "PKY506", 3, 18, "2.7", "R"),
            (12, "YG6-2", 2, 28, "3.0", "C"), (10, "PKY506", 3, 14, "2.6", "R"), (4, "YG2-2", 2, 30, "2.6", "CS"),
            (16, "YG6-3", 3, 36, "3.2", "C"), (18, "YG2-2", 2, 28, "3.5", "DS"), (15, "LED-T8", 2, 16, "2.8", "CS"),
            (20, "LED-T8", 2, 18, "3.0", "DS"), (5, "HXD-3", 3, 12, "2.9", "C"), (7, "HXD-4", 4, 9, "2.7", "C"),
            (14, "PKY506", 4, 14, "2.8", "R"), (21, "YG2-2", 2, 36, "3.3", "DS"), (24, "LED-T5", 2, 14, "2.5", "CS"),
            (11, "YG6-3", 3, 18, "3.1", "C"), (13, "LED-T8", 3, 20, "3.6", "DS"), (25, "YG6-2", 2, 40, "3.4", "C")]:
        rows.append(numeric(
            f"照明平面图上灯具旁标注“{count}-{kind}（{lamps}×{watts}）/{height} {mount}”（{mount}为{mounts[mount]}），"
            "图中这一组灯具的光源总功率为（　）W。",
            count * lamps * watts,
            [("漏乘每盏灯的光源数", count * watts), ("只算一盏", lamps * watts),
             ("又乘以安装高度", count * lamps * watts * F(height)), ("光源数多乘一次", count * lamps * lamps * watts),
             ("灯具数多计一盏", (count + 1) * lamps * watts), ("灯具数少计一盏", (count - 1) * lamps * watts)],
            f"标注格式为a-b（c×d）/e f：共{count}盏，每盏{lamps}只{watts} W光源，"
            f"P={count}×{lamps}×{watts}={count * lamps * watts} W。", 1))
    return Family("lamp-label", "测量与检修/电气识图", "初级工", "easy", tuple(rows))


PIPES = {"SC": "焊接钢管", "MT": "普通碳素钢电线套管", "PC": "硬塑料导管", "FPC": "阻燃半硬塑料导管"}  # GB/T 50786
PLACES = {"FC": "在地板或地面下暗敷", "WC": "在墙内暗敷", "CC": "在顶板内暗敷", "WS": "沿墙面敷设",
          "CE": "沿吊顶或顶板面敷设", "SCE": "在吊顶内敷设"}  # GB/T 50786


def line_label():
    # GB/T 50786: type - number × section - conduit - place.
    rows = []
    for i, (kind, count, section, pipe, size, place) in enumerate([
            ("BV", 3, "2.5", "PC", 20, "WC"), ("BV", 3, "4", "SC", 20, "FC"), ("BLV", 4, "16", "SC", 40, "FC"),
            ("BV", 5, "6", "SC", 32, "WC"), ("BV", 2, "2.5", "PC", 16, "CC"), ("BV", 5, "16", "SC", 40, "FC"),
            ("BV", 4, "2.5", "MT", 20, "SCE"), ("BV", 3, "6", "MT", 25, "WS"), ("BLV", 3, "10", "SC", 32, "WC"),
            ("BV", 3, "2.5", "FPC", 20, "CC"), ("BV", 5, "10", "SC", 40, "WC"), ("BV", 4, "4", "PC", 25, "CC"),
            ("BV", 5, "25", "SC", 50, "FC"), ("BV", 2, "4", "MT", 16, "CE"), ("BV", 3, "10", "PC", 32, "FC"),
            ("BLV", 5, "16", "SC", 50, "FC"), ("BV", 4, "10", "SC", 32, "SCE"), ("BV", 5, "4", "MT", 25, "SCE")]):
        core, other_core = ("铜芯", "铝芯") if kind == "BV" else ("铝芯", "铜芯")
        pipes, places = sorted(PIPES), sorted(PLACES)
        other_pipe = PIPES[pipes[(pipes.index(pipe) + 1 + i % 3) % 4]]
        other_place = PLACES[places[(places.index(place) + 1 + i % 5) % 6]]

        def text(core, pipe, place, count=count, section=section, size=size):
            return f"{count}根{section} mm²{core}塑料绝缘导线穿管径{size} mm的{pipe}，{place}"

        right = text(core, PIPES[pipe], PLACES[place])
        rows.append(instance(
            f"按GB/T 50786的标注方法，配电平面图上某回路标注“{kind}-{count}×{section}-{pipe}{size}-{place}”，其含义是（　）。", right,
            [("敷设部位看错", text(core, PIPES[pipe], other_place)), ("保护管种类看错", text(core, other_pipe, PLACES[place])),
             ("材料和管子或部位都看错", text(other_core, other_pipe, PLACES[place]) if i % 2 else
              text(other_core, PIPES[pipe], other_place))],
            f"{kind}为{core}聚氯乙烯绝缘线，{count}×{section}为根数×截面积，{pipe}{size}为{PIPES[pipe]}，{place}表示{PLACES[place]}。"))
    return Family("line-label", "测量与检修/电气识图", "初级工", "medium", tuple(rows))


def hex_decimal():
    # Weights of a hexadecimal number are powers of 16.
    rows = []
    for word in ("2F", "3C", "1E8", "64A", "C8", "7D0", "1F4", "A5", "3E8", "9B", "12C", "5DC", "E6", "258", "4B0",
                 "B4", "2BC", "F3", "6A", "384"):
        digits = [int(letter, 16) for letter in word]
        value = int(word, 16)

        def weigh(figures, base):
            return sum(figure * base**place for place, figure in enumerate(reversed(figures)))

        work = "＋".join(f"{figure}×{16**place}" for figure, place in zip(digits, range(len(word) - 1, -1, -1)))
        rows.append(numeric(
            f"在PLC编程软件中监视到某数据寄存器的内容为16#{word}，它对应的十进制数是（　）。", value,
            [("按十进制权展开", weigh(digits, 10)), ("按八进制权展开", weigh(digits, 8)),
             ("高低位颠倒", weigh(digits[::-1], 16)), ("按十二进制权展开", weigh(digits, 12)), ("漏掉最低位", value - digits[-1])],
            f"十六进制各位的权是16的幂：{work}={value}。", 0))
    return Family("hex-decimal", "电子技术/数字电路", "初级工", "easy", tuple(rows))


def body_current():
    # One phase touched: I = 220/(body + shoes and floor); two phases touched: I = 380/body.
    rows = []
    for body, floor in [(1000, 100), (1000, 375), (1500, 700), (1200, 800), (1700, 500), (2000, 750), (1000, 1200),
                        (1500, 1250), (1100, 300), (1300, 900)]:
        one = Fraction(220000, body + floor)
        rows.append(numeric(
            f"在220/380 V中性点直接接地的系统中，某人站在地面上误触一根相线，人体电阻为{body} Ω，鞋和地面的电阻共"
            f"{floor} Ω，接地装置的电阻忽略不计，流过人体的电流约为（　）mA。",
            one,
            [("误用线电压", one * 380 / 220), ("漏计鞋和地面电阻", Fraction(220000, body)),
             ("线电压又漏计鞋和地面", Fraction(380000, body)), ("只计鞋和地面电阻", Fraction(220000, floor))],
            f"单相触电承受相电压，I=220/({body}＋{floor}){eq(one / 1000, 4)} A，约{shown(one, 1)} mA。", 1))
        two = Fraction(380000, body + 2 * floor // 5)
        total = body + 2 * floor // 5
        rows.append(numeric(
            f"在220/380 V系统中，某人两手同时触及两根不同的相线，手到手的人体电阻为{total} Ω，脚下垫有绝缘垫，"
            "流过人体的电流约为（　）mA。",
            two,
            [("误用相电压", two * 220 / 380), ("按每手一半电阻计算", 2 * two), ("线电压再乘√3", two * ROOT3),
             ("线电压折半", two / 2)],
            f"两相触电时加在人体上的是线电压，I=380/{total}{eq(two / 1000, 4)} A，约{shown(two, 1)} mA。", 1))
    return Family("body-current", "安全用电/安全操作与触电急救", "初级工", "easy", tuple(rows))


def contact_heat():
    # Joule heat of a joint: ΔP = I²(R2 - R1).
    rows = []
    for amps, before, after in [
            (100, "0.5", "3.5"), (50, "1", "9"), (80, "0.5", "5.5"), (120, "0.4", "2.9"), (200, "0.2", "1.7"),
            (60, "1", "11"), (150, "0.3", "2.3"), (40, "2", "22"), (90, "0.5", "4.5"), (250, "0.1", "0.9"),
            (70, "1", "8"), (160, "0.2", "1.7"), (300, "0.1", "0.8"), (32, "2", "27"), (63, "1", "11"),
            (110, "0.5", "4.5"), (130, "0.4", "2.4"), (180, "0.3", "1.8"), (25, "2", "42"), (220, "0.2", "1.2")]:
        one, two = F(before), F(after)
        extra = amps * amps * (two - one) / 1000
        rows.append(numeric(
            f"某导线接头长期通过{amps} A电流，因松动氧化，接触电阻由{before} mΩ增大到{after} mΩ，"
            "接头的发热功率增加了（　）W。",
            extra,
            [("电阻相加", amps * amps * (two + one) / 1000), ("毫欧换算错一位", extra * 10), ("多除以2", extra / 2),
             ("按两个接触面又乘2", extra * 2), ("只按原来的接触电阻", amps * amps * one / 1000),
             ("两个接触电阻取平均", amps * amps * (two + one) / 2000)],
            f"ΔP=I²(R2－R1)={amps}²×({after}－{before})×10⁻³={shown(extra, 2)} W，接头过热易引发火灾。"))
    return Family("contact-heat", "安全用电/电气防火防爆", "初级工", "easy", tuple(rows))


# ---- 中级工: circuits, motors, apparatus ----

# Rated current (A) at 380 V by rated power (kW): Y series four-pole motors, manufacturer's catalogue.
MOTOR_AMPS = {"0.75": "2.0", "1.1": "2.7", "1.5": "3.7", "2.2": "5.0", "3": "6.8", "4": "8.8", "5.5": "11.6",
              "7.5": "15.4", "11": "22.6", "15": "30.3", "18.5": "35.9", "22": "42.5", "30": "56.8", "37": "69.8",
              "45": "84.2", "55": "103"}


def loaded_divider():
    # U2 = U Rp/(R1 + Rp) with Rp = R2 R_L/(R2 + R_L).
    rows = []
    for volts, r1, r2, load in [(12, 2, 6, 12), (24, 4, 10, 10), (36, 3, 6, 3), (24, 6, 12, 4), (30, 6, 20, 5),
                                (12, 4, 3, 6), (24, 12, 20, 30), (48, 24, 40, 60), (10, 5, 30, 6), (24, 2, 15, 10),
                                (36, 12, 24, 8), (24, 10, 60, 30), (48, 10, 18, 9), (15, 9, 15, 10), (12, 1, 12, 4),
                                (60, 12, 10, 40), (24, 8, 20, 5), (18, 6, 4, 12), (48, 20, 60, 30), (20, 6, 20, 5)]:
        both = Fraction(r2 * load, r2 + load)
        rows.append(numeric(
            f"DC {volts} V电源接由R1={r1} kΩ、R2={r2} kΩ串联组成的分压器，在R2两端接入{load} kΩ的负载后，"
            "负载电压为（　）V。",
            volts * both / (r1 + both),
            [("未计负载的空载值", Fraction(volts * r2, r1 + r2)), ("求成R1上的电压", volts * r1 / (r1 + both)),
             ("把R2与负载当作串联", Fraction(volts * (r2 + load), r1 + r2 + load)),
             ("只计负载不计R2", Fraction(volts * load, r1 + load)),
             ("三个电阻当作串联", Fraction(volts * load, r1 + r2 + load))],
            f"R2与负载并联为{r2}×{load}/({r2}＋{load})={shown(both, 2)} kΩ，"
            f"U={volts}×{shown(both, 2)}/({r1}＋{shown(both, 2)}){eq(volts * both / (r1 + both), 2)} V。"))
    return Family("loaded-divider", "电路基础/直流电路", "中级工", "medium", tuple(rows))


def coil_parameters():
    # Direct-current test gives R, alternating-current test gives Z; X_L = √(Z² - R²), L = X_L/314.
    rows = []
    for r, x, z, direct, alternating in [
            (6, 8, 10, 2, 5), (3, 4, 5, 4, 6), (12, 16, 20, 1, 5), (5, 12, 13, 2, 8), (8, 15, 17, 3, 4),
            (9, 12, 15, 2, 6), (15, 20, 25, 1, 4), (20, 21, 29, 1, 2), (7, 24, 25, 3, 4), (18, 24, 30, 1, 3),
            (30, 40, 50, 1, 2), (12, 9, 15, 2, 10), (16, 12, 20, 1, 6), (24, 10, 26, 1, 5), (28, 21, 35, 1, 4),
            (24, 32, 40, 1, 3), (10, 24, 26, 2, 4), (36, 48, 60, 1, 2), (21, 28, 35, 1, 2), (16, 30, 34, 1, 3)]:
        rows.append(numeric(
            f"测线圈参数：加直流{r * direct} V时电流为{direct} A；加50 Hz交流{z * alternating} V时电流为{alternating} A。"
            "该线圈的电感约为（　）mH。（ω取314 rad/s）",
            Fraction(x * 1000, 314),
            [("把阻抗当作感抗", Fraction(z * 1000, 314)), ("阻抗与电阻直接相减", Fraction((z - r) * 1000, 314)),
             ("平方相加", root(z * z + r * r) * 1000 / 314), ("用电阻计算", Fraction(r * 1000, 314)),
             ("以频率代替角频率", Fraction(x * 1000, 50))],
            f"R={r * direct}/{direct}={r} Ω，|Z|={z * alternating}/{alternating}={z} Ω，XL=√({z}²－{r}²)={x} Ω，"
            f"L=XL/ω={x}/314{eq(Fraction(x * 1000, 314), 1)} mH。", 1))
    return Family("coil-parameters", "电路基础/交流与三相电路", "中级工", "medium", tuple(rows))


def heater_fault():
    # Power left of a symmetrical three-phase resistive load: 1/2, 2/3 or 1/3 by connection and fault.
    cases = [
        ("星形联结（无中性线），若一根电源相线断开", Fraction(1, 2), "剩余两相串联承受线电压",
         [("按两相仍为全功率", Fraction(2, 3)), ("按一相计算", Fraction(1, 3)), ("按电压折半", Fraction(1, 4))]),
        ("星形联结（有中性线），若一根电源相线断开", Fraction(2, 3), "其余两相仍承受相电压",
         [("按无中性线计算", Fraction(1, 2)), ("按一相计算", Fraction(1, 3)), ("按√3折算", 1 / ROOT3)]),
        ("三角形联结，若一根电源相线断开", Fraction(1, 2), "一相承受线电压，另两相串联后并联在该线电压上",
         [("按两相仍为全功率", Fraction(2, 3)), ("只计一相", Fraction(1, 3)), ("按电压折半", Fraction(1, 4))]),
        ("三角形联结，若其中一相加热元件烧断", Fraction(2, 3), "其余两相仍各承受线电压",
         [("按断一根相线计算", Fraction(1, 2)), ("只计一相", Fraction(1, 3)), ("按√3折算", 1 / ROOT3)]),
        ("三角形联结，若改接成星形", Fraction(1, 3), "每相电压降为1/√3，功率降为1/3",
         [("按电压一次方折算", 1 / ROOT3), ("反而增大为3倍", Fraction(3)), ("按折半计算", Fraction(1, 2))])]
    rows = []
    for i, (case, share, reason, mistakes) in enumerate(cases):
        for power, place in ((6 + 3 * i, "热处理电炉"), (12 + 6 * i, "干燥室电热器"), (36 + 3 * i, "油槽电加热器"),
                             (60 + 6 * i, "风道式电加热器")):
            rows.append(numeric(
                f"一台额定功率{power} kW的三相对称{place}接在额定电压的电源上，电热元件为{case}，其总功率变为（　）kW。",
                power * share, [(name, power * value) for name, value in mistakes],
                f"{reason}，总功率为额定值的{share.numerator}/{share.denominator}，即{power}×{share.numerator}/"
                f"{share.denominator}={shown(power * share, 2)} kW。", 1))
    return Family("heater-fault", "电路基础/交流与三相电路", "中级工", "medium", tuple(rows))


def rotor_frequency():
    # f2 = s f1 = p (n1 - n)/60.
    rows = []
    for pairs, speed in [(1, 2940), (1, 2910), (1, 2880), (2, 1455), (2, 1440), (2, 1470), (2, 1425), (2, 1410),
                         (3, 970), (3, 960), (3, 980), (3, 950), (3, 940), (4, 735), (4, 720), (4, 725), (4, 710),
                         (5, 588), (5, 576), (5, 580)]:
        sync = Fraction(3000, pairs)
        slip = (sync - speed) / sync
        rows.append(numeric(
            f"一台{2 * pairs}极、50 Hz的三相异步电动机以{speed} r/min运行时，转子电流的频率为（　）Hz。",
            50 * slip,
            [("把转差率的百分数当作频率", 100 * slip), ("用转速计算频率", 50 * (1 - slip)),
             ("漏乘极对数", (sync - speed) / 60), ("用极数代替极对数", 2 * pairs * (sync - speed) / 60),
             ("折半", 25 * slip), ("转差率乘了两次", 50 * slip * slip)],
            f"n1=60×50/{pairs}={shown(sync, 0)} r/min，s=({shown(sync, 0)}－{speed})/{shown(sync, 0)}{eq(slip, 4)}，"
            f"f2=sf1={shown(50 * slip, 2)} Hz。"))
    return Family("rotor-frequency", "电磁与电机/电动机", "中级工", "medium", tuple(rows))


FUSES = [6, 10, 16, 20, 25, 32, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630]  # gG, GB/T 13539.2, A


def motor_fuse():
    # Several motors behind one fuse: I ≥ k I_max + ΣI of the others.
    rows = []
    for turn, (powers, factor) in enumerate([
            (("7.5", "4", "1.5"), "2.5"), (("5.5", "3", "2.2"), "2.5"), (("11", "5.5", "3"), "2.0"),
            (("15", "4", "4"), "2.0"), (("22", "7.5", "5.5"), "2.5"), (("18.5", "11", "3"), "2.0"),
            (("4", "1.5", "0.75"), "2.5"), (("30", "11", "7.5"), "2.0"), (("3", "2.2", "1.1"), "2.5"),
            (("37", "15", "5.5"), "2.0"), (("45", "18.5", "11"), "2.0"), (("7.5", "7.5", "3"), "2.0"),
            (("5.5", "5.5", "0.75"), "2.5"), (("11", "11", "4"), "2.5"), (("2.2", "1.5", "1.1"), "2.0"),
            (("22", "4", "2.2"), "2.0"), (("15", "7.5", "2.2"), "2.5"), (("55", "22", "7.5"), "2.0"),
            (("18.5", "5.5", "1.1"), "2.5"), (("30", "22", "4"), "2.5")]):
        amps = [F(MOTOR_AMPS[power]) for power in powers]
        need = F(factor) * amps[0] + sum(amps[1:])
        right = up(FUSES, need)
        mistakes = [("各台都乘系数", up(FUSES, F(factor) * sum(amps))), ("只按总电流", up(FUSES, sum(amps))),
                    ("只按最大一台", up(FUSES, F(factor) * amps[0]))]
        rows.append(stepped(
            f"三台电动机（{'、'.join(powers)} kW）的额定电流为{'、'.join(MOTOR_AMPS[power] for power in powers)} A，不同时起动，"
            f"共用一组熔断器，总熔体额定电流按最大一台的{factor}倍加其余各台额定电流之和选取，最小应选（　）A。",
            FUSES, right, mistakes[turn % 3:] + mistakes[:turn % 3],
            f"I≥{factor}×{shown(amps[0], 1)}＋{shown(amps[1], 1)}＋{shown(amps[2], 1)}={shown(need, 2)} A，取{right} A熔体。"))
    return Family("motor-fuse", "电气控制/低压电器与选型", "中级工", "medium", tuple(rows))


# Setting ranges (A) of thermal relay elements, JR36-20, -63 and -160, manufacturer's catalogue.
RELAY_RANGES = [(a, b) for a, b in (pair.split("-") for pair in (
    "0.25-0.35 0.32-0.5 0.45-0.72 0.68-1.1 1-1.6 1.5-2.4 2.2-3.5 3.2-5 4.5-7.2 6.8-11 10-16 14-22 20-32 28-45 40-63 "
    "53-85 75-120 100-160").split())]


def thermal_relay():
    # The setting equals the rated current, which should lie well inside the range of the element.
    def element(amps):
        return min(RELAY_RANGES, key=lambda pair: abs(F(pair[0]) + F(pair[1]) - 2 * amps) / (F(pair[1]) - F(pair[0])))

    rows = []
    for amps in ("0.58", "0.88", "1.3", "1.9", "2.0", "2.7", "2.9", "3.9", "4.0", "5.6", "6.1", "8.8", "9.2", "12.5",
                 "18.2", "24.6", "35.9", "50", "69.8", "90"):
        right = element(F(amps))
        mistakes = [("按三角形相电流", element(F(amps) / ROOT3)), ("按熔体的2倍选", element(2 * F(amps)))]
        ladder = ["～".join(pair) for pair in RELAY_RANGES]
        rows.append(stepped(
            f"一台三相异步电动机的额定电流为{amps} A，长期工作，主电路中串接热继电器，其热元件整定电流的调节范围应选（　）A。",
            ladder, "～".join(right), [(name, "～".join(pair)) for name, pair in mistakes],
            f"整定电流等于电动机额定电流{amps} A，且应位于调节范围中部，{right[0]}～{right[1]} A最合适。"))
    return Family("thermal-relay", "电气控制/低压电器与选型", "中级工", "easy", tuple(rows))


BREAKERS = [10, 16, 20, 25, 32, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400]  # R10 series, GB/T 10963, 14048.2


def breaker_coordination():
    # GB/T 16895.5, 433.1: I_B ≤ I_n ≤ I_z.
    rows = []
    for load, cable in [
            ("17", "21"), ("22", "28"), ("27", "36"), ("42", "50"), ("52", "68"), ("66", "89"), ("84", "110"),
            ("105", "134"), ("130", "171"), ("165", "207"), ("18.5", "24"), ("23", "31"), ("29", "39"), ("34", "46"),
            ("43", "57"), ("55", "72"), ("70", "92"), ("88", "119"), ("108", "147"), ("172", "230")]:
        right, = [step for step in BREAKERS if F(load) <= step <= F(cable)]
        rows.append(stepped(
            f"某回路的计算电流为{load} A，所用导线在敷设条件下的允许载流量为{cable} A，作过负荷保护的断路器额定电流应选（　）A。",
            BREAKERS, right, [],
            f"应满足IB≤In≤Iz，即{load} A≤In≤{cable} A，标准额定电流中只有{right} A满足。"))
    return Family("breaker-coordination", "电气控制/低压电器与选型", "中级工", "easy", tuple(rows))


def bridge_arm():
    # QJ23 single bridge: Rx = arm × dials; the thousands dial is used when Rx/arm lies in 1000..9999.
    arms = [F(arm) for arm in ("0.001", "0.01", "0.1", "1", "10", "100")]
    things = [("接触器线圈", "580"), ("小型变压器二次绕组", "1.8"), ("中间继电器线圈", "120"), ("制动电磁铁线圈", "36"),
              ("热电阻", "109"), ("电位器", "4700"), ("直流继电器低压线圈", "8.5"), ("时间继电器线圈", "1250"), ("电加热管", "24"),
              ("信号继电器线圈", "2600"), ("绕线电阻", "56000"), ("泄放电阻", "22000"), ("三相电动机一相绕组", "3.2"),
              ("仪表附加电阻", "150000"), ("电磁阀线圈", "75"), ("励磁绕组", "210"), ("整流取样电阻", "15000"),
              ("频敏变阻器绕组", "5.6"), ("偏置电阻", "330000"), ("电压继电器线圈", "9200")]
    rows = []
    for name, ohm in things:
        right = next(arm for arm in arms if 1000 <= F(ohm) / arm < 10000)
        rows.append(stepped(
            f"用QJ23型直流单臂电桥测量某{name}的电阻（约{ohm} Ω），比较臂为×1000、×100、×10、×1四个十进盘，"
            "为使四个盘都用上，比率臂应选（　）。",
            arms, right, [],
            f"比较臂读数应在1000～9999 Ω之间，{ohm}/{shown(right, 3)}={shown(F(ohm) / right, 0)} Ω，"
            f"故比率臂选{shown(right, 3)}。"))
    return Family("bridge-arm", "测量与检修/电工仪表与测量", "中级工", "easy", tuple(rows))


def meter_power():
    # P = 3600 N K/(C t): pulses, current transformer ratio, meter constant, seconds.
    rows = []
    for constant, pulses, seconds, primary in [
            (1600, 20, 30, 200), (1200, 10, 24, 100), (3200, 40, 36, 150), (6400, 60, 45, 300), (6400, 32, 60, 400),
            (1200, 15, 50, 75), (3200, 16, 20, 250), (1600, 12, 18, 50), (400, 5, 90, 600), (6400, 80, 50, 100),
            (1600, 30, 54, 400), (3200, 24, 27, 100), (1200, 20, 40, 150), (400, 6, 60, 300), (6400, 48, 36, 200),
            (3200, 50, 45, 75), (1600, 18, 45, 250), (1200, 12, 30, 500), (6400, 40, 25, 50), (3200, 32, 48, 600)]:
        ratio = primary // 5
        power = Fraction(3600 * pulses * ratio, constant * seconds)
        rows.append(numeric(
            f"三相电能表常数为{constant} imp/(kW·h)，经{primary}/5 A电流互感器接入，测得脉冲灯{seconds} s闪{pulses}次，"
            "此时负载的有功功率约为（　）kW。",
            power,
            [("未乘互感器变比", power / ratio), ("乘一次电流值", power * 5), ("每小时按60 min换算错", power / 60),
             ("变比平方", power * ratio), ("变比误除以5", power / 5), ("脉冲数又乘2", power * 2)],
            f"P=3600NK/(Ct)=3600×{pulses}×{ratio}/({constant}×{seconds})={shown(power, 2)} kW。"))
    return Family("meter-power", "测量与检修/电工仪表与测量", "中级工", "medium", tuple(rows))


# Control circuits in series: machine, volts, button to hold, line numbers, parts, place of the break, measurement.
BROKEN_CIRCUITS = [
    ("车床主轴电动机", 110, "SB2", "1 3 5 7 9 0", "熔断器FU2 热继电器FR1动断触头 停止按钮SB1 起动按钮SB2 接触器KM1线圈", 1, "分阶"),
    ("空气压缩机", 220, "SB3", "1 2 3 4 5 0", "熔断器FU3 急停按钮SB1 压力继电器SP动断触头 起动按钮SB3 接触器KM线圈", 2, "分段"),
    ("电动葫芦提升机构", 36, "SB5", "11 13 15 17 0", "控制熔断器FU4 上限位开关SQ1动断触头 起动按钮SB5 接触器KM5线圈", 1, "电阻"),
    ("平面磨床砂轮电动机", 127, "SB4", "2 4 6 8 10 0", "熔断器FU5 欠电流继电器KA动合触头 停止按钮SB3 起动按钮SB4 接触器KM2线圈", 0, "分阶"),
    ("带式输送机", 220, "SB6", "101 103 105 107 109 0", "拉绳开关SQ3动断触头 跑偏开关SQ4动断触头 停止按钮SB5 起动按钮SB6 接触器KM6线圈", 1, "分段"),
    ("搅拌机正反转", 380, "SB2", "1 3 5 7 9 2", "热继电器FR动断触头 停止按钮SB1 正转按钮SB2 接触器KM2联锁触头 接触器KM1线圈", 3, "分阶"),
    ("摇臂钻床液压泵", 110, "SB8", "21 23 25 27 0", "热继电器FR4动断触头 停止按钮SB7 起动按钮SB8 接触器KM4线圈", 3, "电阻"),
    ("排污泵", 220, "SB12", "31 33 35 37 39 0", "微型断路器QF3触头 液位开关SL动断触头 停止按钮SB11 起动按钮SB12 接触器KM3线圈", 0, "分段"),
    ("卷扬机", 380, "SB9", "1 4 6 8 10 3", "熔断器FU1 安全门开关SQ7动断触头 停止按钮SB8 起动按钮SB9 接触器KM9线圈", 4, "分阶"),
    ("砂轮机", 24, "SB22", "41 43 45 47 40", "熔断器FU6 停止按钮SB21 起动按钮SB22 中间继电器KA2线圈", 0, "电阻"),
    ("卧式镗床快速移动", 127, "SB14", "5 12 14 16 18 0", "行程开关SQ8动断触头 行程开关SQ9动断触头 停止按钮SB13 起动按钮SB14 接触器KM7线圈", 2, "分阶"),
    ("冷却塔风机", 220, "SB16", "51 53 55 57 59 0", "振动开关SV动断触头 热继电器FR5动断触头 停止按钮SB15 起动按钮SB16 接触器KM10线圈", 3, "分段"),
    ("混凝土搅拌机", 380, "SB18", "1 7 9 11 13 5", "热继电器FR6动断触头 料斗限位开关SQ10动断触头 停止按钮SB17 起动按钮SB18 接触器KM11线圈", 4, "电阻"),
    ("铣床工作台进给", 110, "SB20", "61 63 65 67 0", "热继电器FR3动断触头 终端限位开关SQ11动断触头 起动按钮SB20 接触器KM12线圈", 2, "分阶"),
    ("锅炉鼓风机", 220, "SB24", "71 73 75 77 79 0", "引风机联锁KM13动合触头 热继电器FR7动断触头 停止按钮SB23 起动按钮SB24 接触器KM14线圈", 0, "电阻"),
    ("切割机", 36, "SB26", "81 83 85 87 80", "急停按钮SB25 防护罩开关SQ12动断触头 起动按钮SB26 接触器KM15线圈", 3, "分段"),
    ("通风机远程控制", 220, "SB28", "91 92 93 94 95 0", "熔断器FU8 转换开关SA触头 停止按钮SB27 起动按钮SB28 接触器KM16线圈", 1, "分阶"),
    ("消防泵", 380, "SB30", "1 15 17 19 21 3", "熔断器FU9 备用泵联锁KM18触头 停止按钮SB29 起动按钮SB30 接触器KM17线圈", 1, "电阻"),
]


def voltage_steps():
    # A break lies between the last live point and the first dead one; across it stands the whole voltage.
    rows = []
    for machine, volts, press, numbers, parts, place, method in BROKEN_CIRCUITS:
        points, parts = numbers.split(), parts.split()
        right, ground = parts[place], points[-1]
        path = "、".join(f"{part}（{a}-{b}）" for part, a, b in zip(parts, points, points[1:]))
        live, dead = points[:place + 1], points[place + 1:-1]
        if method == "分阶":
            how = f"按住{press}不放，以{ground}号线为基准测得"
            how += f"{'、'.join(live)}号点{'均' if place else ''}为{volts} V" + (f"，{'、'.join(dead)}号点{'均' if dead[1:] else ''}为0" if dead else "")
            why = f"有电压的最后一点是{live[-1]}号点，断点在它与下一点之间，即{right}。"
        elif method == "分段":
            how = f"按住{press}不放，用电压分段测量法测得{points[place]}-{points[place + 1]}之间为{volts} V，其余各段均为0"
            why = f"电路断开时全部电源电压加在断点两端，{points[place]}-{points[place + 1]}之间为{right}。"
        else:
            how = f"断开电源并将{ground}号线与电源脱开，按住{press}不放，以{points[0]}号点为基准测电阻，"
            how += (f"到{'、'.join(live[1:])}号点{'均' if live[2:] else ''}约为0，" if live[1:] else "")
            how += f"到{'、'.join([*dead, ground])}号点{'均' if dead else ''}为无穷大"
            why = f"电阻由零突变为无穷大的一段是{points[place]}-{points[place + 1]}，断点在{right}。"
        order = [place - 1, place + 1, place + 2, place - 2, place + 3, place - 3]
        rows.append(instance(
            f"{machine}的{volts} V控制电路依次串联{path}，按下{press}后{'继电器' if 'KA2' in parts[-1] else '接触器'}不吸合，"
            f"{how}，故障是（　）断路。",
            right, [("判断错了故障区间", parts[other]) for other in order if 0 <= other < len(parts)], why))
    return Family("voltage-steps", "测量与检修/故障检修", "中级工", "easy", tuple(rows))


# ---- 中级工: lighting, cables, earthing, electronics, automation ----


def illuminance():
    # Lumen method solved for the mean illuminance: E = N Φ U K/A.
    rows = []
    for i, (count, lumen, use, keep, length, width, room) in enumerate([
            (12, 3200, "0.55", "0.8", 10, 8, "装配间"), (20, 2800, "0.6", "0.8", 12, 10, "检验室"),
            (24, 3600, "0.6", "0.75", 18, 9, "机加工车间"), (9, 3000, "0.5", "0.8", 9, 6, "配电室"),
            (16, 4000, "0.6", "0.7", 16, 12, "冷加工车间"), (30, 2600, "0.65", "0.8", 15, 8, "绘图室"),
            (18, 12000, "0.6", "0.7", 36, 12, "高大厂房"), (10, 2500, "0.55", "0.8", 11, 5, "值班室"),
            (36, 3400, "0.58", "0.8", 20, 12, "培训教室"), (8, 16000, "0.65", "0.7", 24, 15, "锻工车间"),
            (15, 3800, "0.6", "0.8", 12, 9, "仪表室"), (28, 3000, "0.5", "0.75", 21, 10, "仓库"),
            (14, 4500, "0.56", "0.75", 14, 9, "泵房"), (40, 2900, "0.62", "0.8", 25, 10, "电子车间"),
            (12, 20000, "0.6", "0.7", 42, 18, "总装厂房"), (6, 3600, "0.48", "0.8", 8, 6, "休息室"),
            (32, 4200, "0.6", "0.8", 24, 14, "维修车间"), (22, 3300, "0.54", "0.75", 18, 11, "木工间")]):
        area, use, keep = length * width, F(use), F(keep)
        right = count * lumen * use * keep / area
        mistakes = [("漏乘维护系数", right / keep), ("利用系数乘了两次", right * use), ("漏乘利用系数", right / use),
                    ("维护系数乘了两次", right * keep), ("除以维护系数", right / keep / keep)]
        rows.append(numeric(
            f"某{room}长{length} m、宽{width} m，均匀布置{count}套灯具，每套光通量{lumen} lm，利用系数{shown(use, 2)}，"
            f"维护系数{shown(keep, 2)}，工作面平均照度约为（　）lx。",
            right, mistakes[i % 3:] + mistakes[:i % 3],
            f"E=NΦUK/A={count}×{lumen}×{shown(use, 2)}×{shown(keep, 2)}/({length}×{width}){eq(right, 0)} lx。", 0))
    return Family("illuminance", "照明与线路/照明与布线", "中级工", "medium", tuple(rows))


# Ampacity (A) of PVC-insulated copper wires in conduit, 30 ℃, by section (mm²): GB/T 16895.6, table B.52.4, method B1,
# three loaded conductors.
AMPACITY = {"1.5": "15.5", "2.5": "21", "4": "28", "6": "36", "10": "50", "16": "68", "25": "89", "35": "110",
            "50": "134", "70": "171", "95": "207"}


def wire_ampacity():
    # I_z = I_table × K must not be less than the current.
    sections = list(AMPACITY)

    def choose(amps):
        return next(section for section in sections if F(AMPACITY[section]) >= amps)

    rows = []
    for turn, (load, factor, why) in enumerate([
            (15, "0.87", "环境温度40 ℃"), (18, "0.80", "两回路同管"), (22, "0.87", "环境温度40 ℃"), (25, "0.70", "三回路同管"),
            (30, "0.71", "环境温度50 ℃"), (34, "0.80", "两回路同管"), (40, "0.87", "环境温度40 ℃"), (45, "0.79", "环境温度45 ℃"),
            (48, "0.71", "环境温度50 ℃"), (52, "0.70", "三回路同管"), (58, "0.80", "两回路同管"), (65, "0.79", "环境温度45 ℃"),
            (72, "0.94", "环境温度35 ℃"), (78, "0.80", "两回路同管"), (85, "0.87", "环境温度40 ℃"), (90, "0.79", "环境温度45 ℃"),
            (20, "0.65", "四回路同管"), (28, "0.79", "环境温度45 ℃"), (36, "0.65", "四回路同管"), (44, "0.94", "环境温度35 ℃")]):
        right = choose(load / F(factor))
        place = sections.index(right)
        first = max(place - 1 - turn % 3, 0)
        offered = sections[first:first + 5]
        table = "、".join(f"{section} mm²为{AMPACITY[section]} A" for section in offered)
        mistakes = [("未计校正系数", choose(load)), ("校正系数乘在负荷上", choose(load * F(factor)))]
        rows.append(stepped(
            f"BV导线穿管，30 ℃基准载流量：{table}。现{why}，校正系数为{factor}，线路计算电流{load} A，应选的最小截面积为（　）mm²。",
            offered, right, mistakes,
            f"基准载流量应不小于{load}/{factor}{eq(load / F(factor), 1)} A，故取{right} mm²（{AMPACITY[right]} A）。"))
    return Family("wire-ampacity", "照明与线路/导线与电缆选择", "中级工", "medium", tuple(rows))


COPPER = [2.5, 4, 6, 10, 16, 25, 35, 50, 70, 95, 120, 150, 185, 240]  # standard sections, mm²


def bonding_conductor():
    # GB 50054, 3.2.14 and 3.2.15: PE by phase section; main bonding ≥ half of the largest PE, copper 6 to 25 mm².
    def protective(phase):
        return up(COPPER, phase if phase <= 16 else 16 if phase <= 35 else Fraction(phase, 2))

    rows = []
    for turn, (phase, pe, place) in enumerate(
            [(phase, 0, "某车间") for phase in (6, 10, 16, 25, 35, 50, 70, 95, 120, 150, 240)]
            + [(0, pe, "某办公楼") for pe in (6, 10, 16, 25, 35, 50, 70, 95, 120)]):
        largest = pe or protective(phase)
        right = up(COPPER, min(25, max(6, Fraction(largest, 2))))
        given = (f"进线电缆相导体为{phase} mm²铜芯，PE线按GB 50054与相导体匹配（16及以下同截面，16～35取16，35以上取一半）"
                 if phase else f"配电线路中最大的PE线为{pe} mm²铜芯")
        mistakes = [("未计25 mm²上限", up(COPPER, Fraction(largest, 2))), ("未取一半", largest), ("与相线相同", phase or 2 * largest), ("按PE线的四分之一", up(COPPER, Fraction(largest, 4)))]
        rows.append(stepped(
            f"{place}{given}，总等电位联结铜导体不应小于最大PE线的1/2，且最小6 mm²、最大可取25 mm²，其最小标准截面积为（　）mm²。",
            COPPER[2:], right, mistakes,
            f"PE线为{largest} mm²，其1/2为{shown(Fraction(largest, 2), 1)} mm²，按6～25 mm²的限制取标准截面{right} mm²。"))
    return Family("bonding-conductor", "安全用电/接地接零与漏电保护", "中级工", "medium", tuple(rows))


def safe_distance():
    # GB 26860: distances for equipment not switched off (0.7/1.0/1.5 m) and for normal movement (0.35/0.6/1.5 m).
    limits = {6: ("0.35", "0.70"), 10: ("0.35", "0.70"), 20: ("0.60", "1.00"), 35: ("0.60", "1.00"), 110: ("1.50", "1.50")}
    verdicts = ["必须停电", "装设绝缘隔板或安全遮栏后可以不停电", "可以不停电，但须有人监护并保持该距离", "作业人员戴绝缘手套后可以不停电"]
    rows = []
    for volts, metres in [(10, "0.25"), (10, "0.3"), (10, "0.4"), (10, "0.5"), (10, "0.6"), (10, "0.8"), (10, "1.0"),
                          (35, "0.4"), (35, "0.5"), (35, "0.7"), (35, "0.8"), (35, "0.9"), (35, "1.2"), (6, "0.2"),
                          (6, "0.45"), (20, "0.55"), (20, "0.75"), (20, "1.3"), (110, "1.2"), (110, "1.8")]:
        low, high = limits[volts]
        right = 0 if F(metres) < F(low) else 1 if F(metres) < F(high) else 2
        reason = (f"小于工作中正常活动范围的安全距离{low} m", f"大于{low} m但小于不停电安全距离{high} m",
                  f"大于不停电时的安全距离{high} m")[right]
        rows.append(instance(
            f"检修时工作人员正常活动范围与邻近{volts} kV带电设备的最小距离为{metres} m，按GB 26860（设备不停电时的安全距离{high} m，"
            f"工作人员工作中正常活动范围与带电设备的安全距离{low} m），该邻近设备（　）。",
            verdicts[right], [("安全距离记错", verdict) for verdict in verdicts if verdict != verdicts[right]],
            f"{metres} m{reason}，故{verdicts[right]}。"))
    return Family("safe-distance", "安全用电/安全操作与触电急救", "中级工", "medium", tuple(rows))


DIODES = {"1N4001": 50, "1N4002": 100, "1N4003": 200, "1N4004": 400, "1N4005": 600, "1N4006": 800, "1N4007": 1000}


def diode_choice():
    # Peak inverse voltage √2 U2 (bridge) or 2√2 U2 (centre tap, half wave with capacitor), times a margin.
    def choose(volts):
        return next((kind for kind, limit in DIODES.items() if limit >= volts), "1N4007")

    bridge, centre = "单相桥式整流、电容滤波电路的变压器二次电压", "带中心抽头的单相全波整流电路，变压器每半个二次绕组的电压"
    half = "单相半波整流、电容滤波电路的变压器二次电压"
    rows = []
    for turn, (circuit, volts, margin) in enumerate([
            (bridge, 24, "2"), (bridge, 36, "2"), (bridge, 48, "2"), (bridge, 110, "1.5"), (bridge, 127, "2"),
            (bridge, 220, "1.5"), (bridge, 220, "2"), (centre, 12, "2"), (centre, 24, "1.5"), (centre, 36, "2"),
            (centre, 48, "2"), (centre, 110, "1.5"), (half, 12, "2"), (half, 15, "2"), (half, 27, "2"),
            (half, 48, "1.5"), (half, 100, "2"), (half, 127, "1.5"), (centre, 18, "1.5"), (half, 180, "1.5")]):
        times = 1 if circuit == bridge else 2
        peak = times * volts * F("1.414")
        need = peak * F(margin)
        kinds = list(DIODES)
        right = choose(need)
        mistakes = [("漏乘裕量", choose(peak)), ("用有效值代替峰值", choose(times * volts * F(margin))),
                    ("按另一种电路计算", choose(need * (2 if times == 1 else F("0.5"))))]
        rows.append(stepped(
            f"{circuit}为{volts} V，要求二极管的反向重复峰值电压不低于实际承受最大反向电压的{margin}倍（1N4001～1N4007的反向重复峰值电压依次为"
            "50、100、200、400、600、800、1000 V），满足要求的最低型号是（　）。",
            kinds, right, mistakes[turn % 3:] + mistakes[:turn % 3],
            f"最大反向电压{'2' if times == 2 else ''}√2×{volts}{eq(peak, 0)} V，×{margin}{eq(need, 0)} V，"
            f"选{right}（{DIODES[right]} V）。"))
    return Family("diode-choice", "电子技术/模拟与电力电子", "中级工", "medium", tuple(rows))


def plc_long_delay():
    # Timer and counter in cascade: total time = base × K_T × K_C.
    rows = []
    for timer, base, preset, minutes in [("T0", 100, 600, 30), ("T0", 100, 300, 45), ("T1", 100, 1200, 60),
                                         ("T2", 100, 900, 90), ("T5", 100, 1500, 50), ("T10", 100, 450, 36),
                                         ("T11", 100, 500, 25), ("T20", 100, 3000, 120), ("T30", 100, 3600, 180),
                                         ("T40", 100, 250, 20), ("T200", 10, 6000, 40), ("T201", 10, 3000, 35),
                                         ("T202", 10, 1500, 15), ("T205", 10, 12000, 80), ("T210", 10, 4500, 54),
                                         ("T211", 10, 2000, 12), ("T215", 10, 9000, 75), ("T220", 10, 7500, 55)]:
        seconds = Fraction(base * preset, 1000)
        right = minutes * 60 / seconds
        mistakes = [("时基看成另一种", right * 10 if base == 100 else right / 10), ("一个周期误计两次", right / 2),
                    ("时基错向另一边", right / 10 if base == 100 else right * 10), ("两个周期误计一次", right * 2)]
        good = [(name, f"K{shown(value, 0)}") for name, value in mistakes if value >= 2 and value.denominator == 1]
        good += [("多计两个脉冲", f"K{shown(right + 2, 0)}"), ("少计两个脉冲", f"K{shown(right - 2, 0)}")]
        rows.append(stepped(
            f"FX3U系列PLC用定时器{timer}（{base} ms）自复位循环产生脉冲，设定值为K{preset}，再由计数器C0对脉冲计数实现"
            f"{minutes} min延时，C0的设定值应为（　）。",
            [f"K{number}" for number in range(1, 2500)], f"K{shown(right, 0)}", good,
            f"一个脉冲周期{preset}×{base} ms={shown(seconds, 1)} s，{minutes}×60/{shown(seconds, 1)}={shown(right, 0)}，故C0设K{shown(right, 0)}。"))
    return Family("plc-long-delay", "自动控制/可编程控制器", "中级工", "easy", tuple(rows))


def inverter_ramp():
    # Ramp time is defined for 0 to the reference frequency: t = t_set Δf/f_ref.
    rows = []
    for setting, reference, start, end in [
            (10, 50, 10, 40), (20, 50, 15, 45), (15, 50, 20, 30), (30, 50, 10, 45), (12, 60, 10, 50), (18, 60, 15, 45),
            (24, 50, 5, 30), (8, 50, 20, 45), (40, 50, 15, 40), (25, 50, 10, 30), (20, 50, 45, 20), (15, 50, 40, 10),
            (30, 60, 50, 20), (10, 50, 35, 10), (60, 50, 45, 30), (36, 60, 60, 25), (50, 50, 30, 5), (16, 50, 50, 15),
            (45, 60, 20, 60), (12, 50, 25, 50)]:
        change = abs(end - start)
        right = Fraction(setting * change, reference)
        kind = "加速" if end > start else "减速"
        rows.append(numeric(
            f"变频器的{kind}时间参数设为{setting} s（对应0与{reference} Hz之间的变化时间），按直线规律由{start} Hz{kind}到{end} Hz，"
            "所需时间为（　）s。",
            right,
            [("只按终点频率", Fraction(setting * end, reference)), ("误认为任何变化都用设定时间", Fraction(setting)),
             ("频率相加", Fraction(setting * (end + start), reference)), ("比值颠倒", Fraction(setting * reference, change)),
             ("只按起点频率", Fraction(setting * start, reference))],
            f"t={setting}×|{end}－{start}|/{reference}={shown(right, 2)} s。", 2))
    return Family("inverter-ramp", "自动控制/变频器", "中级工", "easy", tuple(rows))


def stepper_frequency():
    # f = n × 360 m/(60 θ): speed, subdivision, step angle.
    rows = []
    for angle, divide, speed in [("1.8", 4, 300), ("1.8", 8, 150), ("1.8", 16, 60), ("1.8", 2, 450), ("1.8", 32, 30),
                                 ("1.2", 4, 200), ("1.2", 8, 120), ("0.9", 2, 300), ("0.9", 4, 180), ("0.9", 8, 90),
                                 ("0.72", 2, 240), ("0.72", 5, 120), ("1.8", 10, 180), ("1.8", 20, 45), ("1.5", 4, 100),
                                 ("1.5", 8, 250), ("1.8", 5, 360), ("1.2", 10, 75), ("0.72", 10, 60), ("0.9", 16, 75)]:
        right = 6 * speed * divide / F(angle)
        rows.append(numeric(
            f"步进电动机步距角为{angle}°，驱动器设为{divide}细分，要使电动机以{speed} r/min匀速运行，"
            "控制器输出的脉冲频率应为（　）Hz。",
            right,
            [("漏乘细分数", right / divide), ("按半步又乘2", right * 2), ("每转按180°计", right / 2), ("未除以60", right * 60),
             ("按四倍频又乘4", right * 4)],
            f"每转脉冲360/{angle}×{divide}={shown(360 * divide / F(angle), 0)}个，"
            f"f={shown(360 * divide / F(angle), 0)}×{speed}/60={shown(right, 0)} Hz。", 0))
    return Family("stepper-frequency", "自动控制/伺服与步进", "中级工", "medium", tuple(rows))


def voltage_deviation():
    # GB/T 12325: three-phase supply up to 20 kV ±7%, single-phase 220 V +7%/-10%.
    rows = []
    for nominal, measured, unit, kind in [
            ("380", "412", "V", "三相"), ("380", "402", "V", "三相"), ("380", "350", "V", "三相"), ("380", "358", "V", "三相"),
            ("220", "201", "V", "单相"), ("220", "196", "V", "单相"), ("220", "233", "V", "单相"), ("220", "238", "V", "单相"),
            ("220", "203", "V", "单相"), ("220", "193", "V", "单相"), ("10", "10.6", "kV", "三相"), ("10", "10.8", "kV", "三相"),
            ("10", "9.4", "kV", "三相"), ("10", "9.2", "kV", "三相"), ("6", "6.3", "kV", "三相"), ("6", "6.5", "kV", "三相"),
            ("6", "5.5", "kV", "三相"), ("660", "618", "V", "三相"), ("660", "605", "V", "三相"), ("20", "21.6", "kV", "三相")]:
        percent = (F(measured) - F(nominal)) * 100 / F(nominal)
        low = -10 if kind == "单相" else -7
        limit = "＋7%、－10%" if low == -10 else "±7%"
        fine = low <= percent <= 7

        def text(sign, good, percent=percent):
            return f"{'＋' if sign > 0 else '－'}{shown(abs(percent), 1)}%，{'合格' if good else '不合格'}"

        sign = 1 if percent > 0 else -1
        rows.append(instance(
            f"标称电压{nominal} {unit}的{kind}供电点，实测电压为{measured} {unit}，按GB/T 12325（{kind}供电电压偏差限值{limit}）判断，其电压偏差及结论为（　）。",
            text(sign, fine), [("限值记错", text(sign, not fine)), ("正负号弄反", text(-sign, fine)),
                               ("正负号和限值都弄错", text(-sign, not fine))],
            f"偏差=({measured}－{nominal})/{nominal}≈{text(sign, fine).replace('，', '；')}（{kind}允许{limit}）。"))
    return Family("voltage-deviation", "供配电/功率因数与电能质量", "中级工", "medium", tuple(rows))


# ---- 高级工: circuits, transformers, motors ----


def neutral_current():
    # Three resistive loads: I_N² = a² + b² + c² - ab - bc - ca (phasors 120° apart).
    rows = []
    for low, first, second in [(10, 3, 5), (12, 5, 3), (20, 6, 10), (15, 10, 6), (30, 7, 8), (25, 8, 7), (18, 9, 15),
                               (24, 15, 9), (14, 12, 20), (40, 20, 12), (20, 16, 5), (32, 5, 16), (16, 14, 16),
                               (35, 16, 14), (50, 15, 25), (22, 24, 11), (28, 11, 24), (45, 21, 24), (60, 30, 50),
                               (21, 25, 15)]:
        b, a = low + second, low + second + first
        right = root(a * a + b * b + low * low - a * b - b * low - a * low)
        rows.append(numeric(
            f"三相四线制220/380 V照明干线，三相均为电阻性负载，相电流分别为{a} A、{b} A、{low} A，中性线电流约为（　）A。",
            right,
            [("最大相减最小相", Fraction(a - low)), ("三相电流平方和开方", root(a * a + b * b + low * low)),
             ("取三相平均值", Fraction(a + b + low, 3)), ("最大相减其余两相平均值", a - Fraction(b + low, 2)),
             ("三相电流直接相加", Fraction(a + b + low)), ("中间相减最小相", Fraction(b - low)), ("较大两相之差", Fraction(a - b))],
            f"三相电流互差120°，IN=√(a²＋b²＋c²－ab－bc－ca)=√({a}²＋{b}²＋{low}²－{a}×{b}－{b}×{low}－{a}×{low})"
            f"={shown(right, 1)} A。", 1))
    return Family("neutral-current", "电路基础/交流与三相电路", "高级工", "hard", tuple(rows))


def coil_rewind():
    # Same flux and copper: N2 = N1 U2/U1, d2 = d1 √(U1/U2).
    rows = []
    for i, (device, old, turns, wire, new) in enumerate([
            ("CJ10-10接触器", 380, 3950, "0.12", 220), ("CJ10-20接触器", 380, 2860, "0.17", 220),
            ("CJ10-40接触器", 380, 1770, "0.21", 220), ("CJ10-60接触器", 380, 1240, "0.27", 127),
            ("CJ10-10接触器", 380, 3950, "0.12", 110), ("CJ10-20接触器", 380, 2860, "0.17", 127),
            ("CJ10-40接触器", 380, 1770, "0.21", 110), ("CJ10-60接触器", 380, 1240, "0.27", 220),
            ("JZ7中间继电器", 220, 2650, "0.11", 380), ("JZ7中间继电器", 220, 2650, "0.11", 110),
            ("CJ10-20接触器", 220, 1660, "0.21", 380), ("CJ10-40接触器", 220, 1025, "0.28", 380),
            ("交流电磁铁", 380, 1520, "0.31", 220), ("交流电磁铁", 220, 880, "0.41", 380),
            ("交流电磁阀", 220, 3200, "0.13", 36), ("交流电磁阀", 220, 3200, "0.13", 110),
            ("CJ10-60接触器", 220, 718, "0.35", 127), ("交流电磁铁", 380, 2100, "0.25", 110),
            ("JT4电压继电器", 380, 5600, "0.09", 220), ("JT4电压继电器", 220, 3240, "0.12", 127)]):
        ratio, wire = Fraction(new, old), F(wire)
        right = (turns * ratio, wire / root(ratio))

        def text(pair):
            return f"{shown(pair[0], 0)}匝、{fixed(pair[1], 2)} mm"

        mistakes = [("线径按一次方反比", text((right[0], wire / ratio))), ("线径正比", text((right[0], wire * root(ratio)))),
                    ("匝数按平方根", text((turns * root(ratio), right[1]))), ("匝数反比", text((turns / ratio, right[1]))),
                    ("匝数按平方", text((turns * ratio * ratio, wire / ratio)))]

        rows.append(instance(
            f"{device}的{old} V线圈为{turns}匝、线径{shown(wire, 2)} mm，现改绕成{new} V使用，磁通和窗口占用率保持不变，"
            "新线圈的匝数和线径约为（　）。",
            text(right), mistakes[i % 5:] + mistakes[:i % 5],
            f"N2={turns}×{new}/{old}{eq(right[0], 0)}匝；导线截面与匝数成反比，d2={shown(wire, 2)}×√({old}/{new})≈"
            f"{shown(right[1], 2)} mm。"))
    return Family("coil-rewind", "电磁与电机/电磁感应与磁路", "高级工", "medium", tuple(rows))


# No-load and load loss (kW) of 10/0.4 kV S11 transformers by rated capacity (kVA): manufacturers' catalogues.
LOSSES = {160: ("0.28", "2.2"), 200: ("0.34", "2.6"), 250: ("0.4", "3.05"), 315: ("0.48", "3.65"), 400: ("0.57", "4.3"),
          500: ("0.68", "5.15"), 630: ("0.81", "6.2"), 800: ("0.98", "7.5"), 1000: ("1.15", "10.3"), 1250: ("1.36", "12")}


def transformer_loss():
    # P = P0 + β² Pk with β = P2/(S cosφ).
    rows = []
    for capacity, power, factor in [(160, 96, "0.8"), (160, 102, "0.85"), (200, 108, "0.9"), (200, 128, "0.8"),
                                    (250, 160, "0.8"), (250, 135, "0.9"), (315, 189, "0.8"), (315, 170, "0.9"),
                                    (400, 224, "0.8"), (400, 238, "0.85"), (500, 300, "0.75"), (500, 320, "0.8"),
                                    (630, 378, "0.8"), (630, 340, "0.9"), (800, 448, "0.8"), (800, 510, "0.85"),
                                    (1000, 640, "0.8"), (1000, 560, "0.7"), (1250, 750, "0.8"), (1250, 675, "0.9")]:
        iron, copper = map(F, LOSSES[capacity])
        load = power / (capacity * F(factor))
        right = iron + load * load * copper
        rows.append(numeric(
            f"一台{capacity} kVA配电变压器，空载损耗{shown(iron, 2)} kW，额定负载损耗{shown(copper, 2)} kW，输出有功功率{power} kW、"
            f"功率因数{factor}时，变压器的总损耗约为（　）kW。",
            right,
            [("负载系数未平方", iron + load * copper), ("漏除功率因数", iron + Fraction(power, capacity) ** 2 * copper),
             ("铁损耗也乘负载系数平方", load * load * (iron + copper)), ("不计负载系数", iron + copper),
             ("漏计铁损耗", load * load * copper), ("功率因数除了两次", iron + (load / F(factor)) ** 2 * copper)],
            f"β={power}/({capacity}×{factor}){eq(load, 3)}，ΔP=P0＋β²Pk={shown(iron, 2)}＋{shown(load, 3)}²×{shown(copper, 2)}"
            f"{eq(right, 2)} kW。"))
    return Family("transformer-loss", "电磁与电机/变压器", "高级工", "hard", tuple(rows))


def tap_position():
    # Low voltage is inversely proportional to the tap voltage; the tap wanted is U_tap U2/400.
    taps = {"Ⅰ": 10500, "Ⅱ": 10250, "Ⅲ": 10000, "Ⅳ": 9750, "Ⅴ": 9500}
    names = list(taps)
    pairs = [(old, new) for old in range(5) for new in range(5) if old != new]
    rows = []
    used = set()
    for old, new in pairs:
        middle = int(Fraction(400 * taps[names[new]], taps[names[old]]) + Fraction(1, 2))
        volts = next(middle + shift for shift in (1, -1, 2, -2, 0, 3, -3, 4, -4) if middle + shift not in used)
        used.add(volts)
        want = Fraction(taps[names[old]] * volts, 400)
        right = min(names, key=lambda name: abs(taps[name] - want))
        reverse = min(names, key=lambda name: abs(taps[name] - Fraction(taps[names[old]] * 400, volts)))
        others = [reverse] + sorted(names, key=lambda name: abs(taps[name] - taps[right]))
        rows.append(instance(
            f"10 kV±2×2.5%/0.4 kV变压器的无励磁分接开关有Ⅰ～Ⅴ挡（依次对应10.5、10.25、10、9.75、9.5 kV），现在{names[old]}挡，"
            f"低压侧空载线电压为{volts} V，要最接近400 V，应调到（　）挡。",
            right, [("调节方向弄反" if n == 0 else "多调或少调", name) for n, name in enumerate(others)
                    if name not in (right, names[old])]
            + [("不用调", names[old])],
            f"所需分接电压={shown(Fraction(taps[names[old]], 1000), 2)}×{volts}/400{eq(want / 1000, 2)} kV，"
            f"最接近{right}挡的{shown(Fraction(taps[right], 1000), 2)} kV。"))
    return Family("tap-position", "电磁与电机/变压器", "高级工", "medium", tuple(rows))


def direct_current_speed():
    # Separately excited, same current: n2/n1 = (U - I(Ra + R))/(U - I Ra).
    rows = []
    for volts, amps, inner, extra, speed in [
            (220, 40, "0.5", "1.5", 1000), (220, 50, "0.4", "1", 1500), (220, 20, "1", "2", 1000), (220, 25, "0.8", "2", 750),
            (220, 100, "0.2", "0.6", 1000), (220, 80, "0.25", "0.75", 1500), (110, 20, "0.5", "1", 1000),
            (110, 40, "0.25", "0.5", 1500), (110, 10, "1", "3", 1200), (440, 50, "0.8", "2", 1000), (440, 100, "0.4", "1.2", 750),
            (440, 40, "1", "3", 1500), (220, 60, "0.3", "0.9", 1010), (220, 30, "0.6", "2.4", 1500), (220, 55, "0.4", "1.2", 990),
            (220, 160, "0.12", "0.3", 1000), (440, 200, "0.2", "0.5", 600), (110, 25, "0.4", "1.2", 1500),
            (220, 75, "0.3", "0.8", 1180), (440, 64, "0.5", "1.5", 1100)]:
        inner, extra = F(inner), F(extra)
        before, after = volts - amps * inner, volts - amps * (inner + extra)
        rows.append(numeric(
            f"他励直流电动机额定电压{volts} V、额定电流{amps} A、电枢电阻{shown(inner, 2)} Ω、额定转速{speed} r/min，"
            f"保持额定负载转矩和励磁不变，电枢回路串入{shown(extra, 2)} Ω电阻后，稳定运行转速约为（　）r/min。",
            speed * after / before,
            [("按外加电压比计算", speed * after / volts), ("只计电枢电阻压降", speed * before / volts),
             ("按电阻反比", speed * inner / (inner + extra)), ("按电动势差计算", speed * amps * extra / volts),
             ("误认为转速不变", Fraction(speed)), ("误作转速升高", speed * before / after)],
            f"E1={volts}－{amps}×{shown(inner, 2)}={shown(before, 1)} V，E2={shown(before, 1)}－{amps}×{shown(extra, 2)}="
            f"{shown(after, 1)} V，n2={speed}×E2/E1{eq(speed * after / before, 0)} r/min。", 0))
    return Family("direct-current-speed", "电磁与电机/电动机", "高级工", "medium", tuple(rows))


# ---- 高级工: starting, protection, meters, cables ----


def star_start_torque():
    # T = (1/3) k u² T_N with T_N = 9550 P/n.
    rows = []
    for power, speed, times, level in [
            ("11", 1460, "2.2", 95), ("15", 1460, "2.2", 90), ("18.5", 1470, "2.0", 90), ("22", 1470, "2.0", 95),
            ("30", 1470, "2.0", 90), ("37", 1480, "1.9", 95), ("45", 1480, "1.9", 90), ("55", 1480, "2.0", 95),
            ("11", 970, "2.0", 90), ("15", 970, "1.8", 95), ("22", 970, "1.8", 90), ("30", 980, "1.8", 95),
            ("7.5", 1440, "2.2", 90), ("5.5", 1440, "2.2", 95), ("75", 1480, "1.9", 95), ("90", 1480, "1.9", 90),
            ("18.5", 2930, "2.0", 95), ("30", 2950, "2.0", 90), ("37", 980, "1.8", 95), ("45", 980, "2.0", 85)]:
        rated = 9550 * F(power) / speed
        drop = Fraction(level, 100) ** 2
        right = rated * F(times) * drop / 3
        rows.append(numeric(
            f"三角形联结电动机{power} kW、{speed} r/min，直接起动转矩为额定转矩的{times}倍，采用星三角起动且起动时电源电压为"
            f"额定值的{level}%，星形起动转矩约为（　）N·m。",
            right,
            [("按1/√3折算", right * 3 / ROOT3), ("漏乘起动转矩倍数", right / F(times)), ("未除以3", right * 3),
             ("电压未平方", right * 100 / level), ("只求出额定转矩", rated), ("误除以9", right / 3), ("电压降按四次方", right * drop)],
            f"TN=9550×{power}/{speed}{eq(rated, 1)} N·m，T=TN×{times}×{shown(Fraction(level, 100), 2)}²/3≈"
            f"{shown(right, 1)} N·m。", 1))
    return Family("star-start-torque", "电气控制/电动机控制线路", "高级工", "hard", tuple(rows))


CONTACTORS = [9, 12, 18, 25, 32, 40, 50, 65, 80, 95, 115, 150, 185, 225]  # CJX2, AC-3 at 380 V, A: catalogue


def star_delta_contactors():
    # Delta contactor carries I_N/√3, star contactor I_N/3.
    rows = []
    for i, (power, poles, amps) in enumerate([
            ("11", 4, "22.6"), ("15", 4, "30.3"), ("18.5", 4, "35.9"), ("22", 4, "42.5"), ("30", 4, "56.8"), ("37", 2, "67.9"),
            ("45", 4, "84.2"), ("55", 4, "102.5"), ("75", 4, "139.7"), ("90", 4, "164.3"), ("11", 2, "21.8"), ("15", 2, "29.4"),
            ("22", 2, "42.2"), ("30", 2, "56.9"), ("11", 6, "24.6"), ("18.5", 6, "37.7"), ("22", 6, "44.6"), ("30", 6, "59.5"),
            ("37", 6, "72"), ("55", 6, "104.9")]):
        full, delta, star = F(amps), F(amps) / ROOT3, F(amps) / 3

        def text(first, second):
            return f"{up(CONTACTORS, first)} A、{up(CONTACTORS, second)} A"

        rows.append(instance(
            f"{power} kW、{poles}极电动机额定电流{amps} A，星三角起动，CJX2接触器额定电流（AC-3）有9、12、18、25、32、40、50、65、80、95、"
            "115、150、185 A，三角形接触器KM△和星形接触器KMY的最小规格依次为（　）。",
            text(delta, star),
            [("KM△按额定电流", text(full, star)), ("两者都按0.58倍", text(delta, delta)),
             ("都取大一级的电流", text(full, delta)), ("都按额定电流", text(full, full))] if i % 2 else
            [("两者颠倒", text(star, delta)), ("两者都按0.58倍", text(delta, delta)), ("两者都按三分之一", text(star, star)),
             ("都按额定电流", text(full, full))],
            f"KM△通过相电流{amps}/√3{eq(delta, 1)} A，KMY通过星形电流{amps}/3{eq(star, 1)} A，故取{text(delta, star)}。"))
    return Family("star-delta-contactors", "电气控制/电动机控制线路", "高级工", "medium", tuple(rows))


def meter_choice():
    # Largest possible error = range × class/100; the range must reach the measured value.
    rows = []
    for value, unit, what, meters in [
            (220, "V", "交流电压", "250-1.5 300-1.0 600-1.0 150-0.5"), (220, "V", "交流电压", "300-1.5 500-1.0 600-0.5 200-0.5"),
            (380, "V", "交流电压", "450-1.5 500-1.0 600-1.0 300-0.5"), (380, "V", "交流电压", "400-1.5 500-1.5 1000-0.5 300-1.0"),
            (100, "V", "交流电压", "150-1.0 300-0.2 100-1.5 75-0.5"), (24, "V", "直流电压", "30-1.0 50-0.5 100-0.5 15-0.5"),
            (110, "V", "直流电压", "150-1.5 300-1.0 500-0.5 75-0.5"), (48, "V", "直流电压", "50-2.5 75-1.5 150-0.5 30-0.5"),
            (12, "V", "直流电压", "15-1.5 30-1.0 50-0.5 10-0.5"), (8, "A", "交流电流", "10-1.5 20-0.5 30-1.0 5-0.5"),
            (4, "A", "交流电流", "5-1.0 10-1.0 20-0.5 3-0.5"), (40, "A", "直流电流", "50-1.5 75-0.5 100-1.0 30-0.5"),
            (16, "A", "交流电流", "20-1.5 30-1.5 50-0.5 15-0.5"), (75, "mA", "直流电流", "100-1.0 150-0.5 300-0.5 50-0.5"),
            (2, "A", "直流电流", "2.5-1.5 5-1.0 10-0.2 1-0.5"), (60, "V", "直流电压", "75-1.0 100-1.0 150-0.2 50-0.5"),
            (180, "V", "交流电压", "200-1.5 250-1.0 300-1.0 150-0.2"), (6, "V", "直流电压", "10-1.0 15-0.5 30-0.5 5-0.2"),
            (25, "A", "交流电流", "30-1.5 50-1.0 100-0.2 20-0.5"), (120, "mA", "直流电流", "150-1.0 200-1.0 500-0.2 100-0.5")]:
        errors, fits = {}, {}
        for meter in meters.split():
            scale, grade = map(F, meter.split("-"))
            name = f"{shown(scale, 1)} {unit}、{grade.numerator / grade.denominator:.1f}级"
            errors[name], fits[name] = scale * grade / 100, scale >= value
        ranked = sorted((name for name in errors if fits[name]), key=errors.get)
        rows.append(instance(
            f"要测量约{value} {unit}的{what}，现有四只仪表（{'；'.join(errors)}），可能出现的测量误差最小的是（　）。",
            ranked[0], [("量程不足" if not fits[name] else "只看级别或只看量程", name) for name in errors if name != ranked[0]],
            f"量程应不小于{value} {unit}，最大绝对误差为量程×级别%：{ranked[0]}为±{shown(errors[ranked[0]], 3)} {unit}，"
            f"其次±{shown(errors[ranked[1]], 3)} {unit}。"))
    return Family("meter-choice", "测量与检修/电工仪表与测量", "高级工", "medium", tuple(rows))


def moment_section():
    # S ≥ ΣPL/(C ΔU%).
    sections = [F(section) for section in ("1.5", "2.5", "4", "6", "10", "16", "25", "35", "50", "70", "95", "120")]
    rows = []
    for turn, (system, first, second, limit) in enumerate([
            (1, (2, 30), (1, 60), "2.5"), (1, (1, 40), (2, 70), "2.5"), (1, (3, 50), (2, 80), "3"), (1, (2, 25), (2, 45), "2.5"),
            (1, (1, 50), (1, 90), "2.5"), (1, (4, 40), (2, 60), "3"), (1, (3, 20), (1, 45), "2.5"), (1, (2, 60), (3, 100), "5"),
            (1, (1, 30), (1, 50), "2.5"), (1, (4, 60), (3, 90), "5"), (3, (10, 60), (8, 100), "2.5"), (3, (15, 80), (10, 120), "3"),
            (3, (20, 100), (12, 160), "5"), (3, (12, 50), (6, 90), "2.5"), (3, (30, 100), (20, 150), "5"),
            (3, (25, 70), (15, 110), "2.5"), (3, (40, 120), (20, 180), "5"), (3, (18, 90), (9, 150), "3"),
            (3, (50, 100), (30, 160), "4"), (3, (8, 40), (5, 70), "2.5")]):
        factor, name = (F("12.8"), "单相220 V") if system == 1 else (F("77"), "三相四线380/220 V")
        (p1, l1), (p2, l2) = first, second
        moment = p1 * l1 + p2 * l2
        need = moment / (factor * F(limit))
        right = up(sections, need)
        mistakes = [("总功率都放在线路末端", up(sections, (p1 + p2) * l2 / (factor * F(limit)))),
                    ("漏计后一负荷", up(sections, p1 * l1 / (factor * F(limit)))),
                    ("按每段长度相加", up(sections, (p1 * l1 + p2 * (l2 - l1)) / (factor * F(limit))))]
        rows.append(stepped(
            f"{name}照明线路，铜导线计算系数C={shown(factor, 1)}，距电源{l1} m处负荷{p1} kW，{l2} m处负荷{p2} kW，允许电压损失{limit}%，"
            "按电压损失应选的最小标准截面积为（　）mm²。",
            sections, right, mistakes[turn % 3:] + mistakes[:turn % 3],
            f"ΣM={p1}×{l1}＋{p2}×{l2}={moment} kW·m，S≥{moment}/({shown(factor, 1)}×{limit}){eq(need, 2)} mm²，取{shown(right, 1)} mm²。"))
    return Family("moment-section", "照明与线路/导线与电缆选择", "高级工", "hard", tuple(rows))


def loop_impedance():
    # TN system, GB/T 16895.21: Zs Ia ≤ U0; Ia is the upper limit of instantaneous tripping, B 5, C 10, D 20 times In.
    upper, lower = {"B": 5, "C": 10, "D": 20}, {"B": 3, "C": 5, "D": 10}
    rows = []
    for kind, amps in [("B", 10), ("B", 16), ("B", 20), ("B", 25), ("B", 32), ("B", 40), ("C", 10), ("C", 16), ("C", 20),
                       ("C", 25), ("C", 32), ("C", 40), ("C", 50), ("C", 63), ("D", 10), ("D", 16), ("D", 20), ("D", 25),
                       ("D", 32), ("D", 40)]:
        right = Fraction(220, upper[kind] * amps)
        rows.append(numeric(
            f"TN-S系统中，相对地标称电压220 V的线路用{kind}{amps}小型断路器（瞬时脱扣范围{lower[kind]}In～{upper[kind]}In）"
            "兼作故障防护，为保证瞬时脱扣器可靠动作，故障回路阻抗最大约为（　）Ω。",
            right,
            [("用瞬时脱扣下限倍数", Fraction(220, lower[kind] * amps)), ("用线电压", right * 380 / 220),
             ("用接触电压50 V", right * 50 / 220), ("瞬时倍数又取2倍裕量", right / 2), ("用额定电流", Fraction(220, amps)),
             ("瞬时电流又乘1.5", right * 2 / 3)],
            f"{kind}型瞬时脱扣上限为{upper[kind]}In，Zs≤U0/Ia=220/({upper[kind]}×{amps}){eq(right, 2)} Ω。"))
    return Family("loop-impedance", "安全用电/接地接零与漏电保护", "高级工", "medium", tuple(rows))


# ---- 高级工: residual current, explosion protection, electronics, automation, compensation ----


def residual_setting():
    # Design-manual practice for a distribution line: at least 2.5 times the line's leakage and 4 times the largest unit's.
    ladder = [30, 50, 100, 200, 300, 500]
    rows = []
    for turn, (line, unit) in enumerate([(18, 6), (15, 11), (26, 8), (36, 28), (60, 20), (9, 4), (14, 8), (45, 12), (90, 25),
                                         (38, 32), (16, 14), (75, 30), (110, 40), (22, 15), (55, 40), (28, 20), (130, 60),
                                         (11, 9), (82, 60), (19, 5)]):
        need = max(Fraction(5 * line, 2), Fraction(4 * unit))
        right = up(ladder, need)
        mistakes = [("未乘系数", up(ladder, line)), ("只看线路泄漏电流", up(ladder, Fraction(5 * line, 2))),
                    ("只看单台设备", up(ladder, 4 * unit)), ("线路也乘4", up(ladder, min(500, 4 * line)))]
        rows.append(stepped(
            f"配电线路正常泄漏电流为{line} mA，其中最大一台设备为{unit} mA，剩余动作电流应不小于前者的2.5倍且不小于后者的4倍，"
            "在30、50、100、200、300、500 mA中应取的最小整定值为（　）mA。",
            ladder, right, mistakes[turn % 4:] + mistakes[:turn % 4],
            f"2.5×{line}={shown(Fraction(5 * line, 2), 1)} mA，4×{unit}={4 * unit} mA，应不小于{shown(need, 1)} mA，取最小的{right} mA。"))
    return Family("residual-setting", "安全用电/接地接零与漏电保护", "高级工", "medium", tuple(rows))


# Highest surface temperature (℃) of the temperature groups, GB/T 3836.1.
SURFACES = {"T1": 450, "T2": 300, "T3": 200, "T4": 135, "T5": 100, "T6": 85}


def explosion_marking():
    # The apparatus group must not be lower than the gas group, the surface temperature lower than the ignition one.
    groups, classes = ["ⅡA", "ⅡB", "ⅡC"], list(SURFACES)
    rows = []
    for i, (gas, group, ignition) in enumerate([
            ("氢气", "ⅡC", 500), ("乙炔", "ⅡC", 305), ("二硫化碳", "ⅡC", 90), ("乙烯", "ⅡB", 440), ("乙醚", "ⅡB", 175),
            ("硫化氢", "ⅡB", 260), ("环氧乙烷", "ⅡB", 429), ("1,3-丁二烯", "ⅡB", 420), ("二甲醚", "ⅡB", 240), ("焦炉煤气", "ⅡB", 560),
            ("汽油", "ⅡA", 280), ("煤油", "ⅡA", 210), ("正己烷", "ⅡA", 225), ("环己烷", "ⅡA", 244), ("乙醛", "ⅡA", 155),
            ("甲醇", "ⅡA", 440), ("亚硝酸乙酯", "ⅡA", 95), ("正丁烷", "ⅡA", 365), ("正庚烷", "ⅡA", 204), ("水煤气", "ⅡC", 600)]):
        right = next(name for name in classes if SURFACES[name] < ignition)
        g, t = groups.index(group), classes.index(right)
        wrong = [(g - 1, t), (g, t - 1), (g - 1, t + 1), (g + 1, t - 1), (g - 2, t + 1), (g, t - 2), (g + 1, t - 2), (g - 2, t),
                 (g - 1, t + 2), (g + 2, t - 1), (g, t - 3)]
        wrong = [(a, b) for a, b in wrong[i % 3:] + wrong[:i % 3] if 0 <= a < 3 and 0 <= b < 6]
        rows.append(instance(
            f"1区内可能出现{gas}（{group}级，引燃温度{ignition} ℃）与空气的爆炸性混合物，下列防爆标志中满足要求的是（　）。",
            f"Ex db {group} {right} Gb",
            [("类别不够" if a < g else "温度组别不够", f"Ex db {groups[a]} {classes[b]} Gb") for a, b in wrong],
            f"设备类别不低于{group}，最高表面温度须低于{ignition} ℃，{right}组为{SURFACES[right]} ℃，满足要求。"))
    return Family("explosion-marking", "安全用电/电气防火防爆", "高级工", "medium", tuple(rows))


def comparator_window():
    # Inverting hysteresis comparator: ΔU = 2 Uz R1/(R1 + R2).
    rows = []
    for zener, r1, r2 in [("6", 10, 20), ("6", 10, 50), ("6", 15, 25), ("6", 20, 30), ("6", 10, 90), ("9", 10, 20),
                          ("9", 10, 80), ("9", 5, 13), ("9", 20, 70), ("8", 10, 30), ("8", 5, 35), ("8", 15, 49),
                          ("5", 10, 40), ("5", 20, 60), ("5", 10, 90), ("12", 10, 30), ("12", 10, 70), ("12", 8, 40),
                          ("10", 15, 85), ("10", 15, 60)]:
        volts = F(zener)
        right = 2 * volts * r1 / (r1 + r2)
        rows.append(numeric(
            f"反相输入滞回比较器，输出由稳压管限幅为±{zener} V，同相端经R1={r1} kΩ接地，并经R2={r2} kΩ接输出端，其回差电压为（　）V。",
            right,
            [("只取一个阈值", right / 2), ("分压取成R2", 2 * volts * r2 / (r1 + r2)), ("按R1与R2之比", 2 * volts * r1 / r2),
             ("输出限幅重复计", right * 2), ("阈值再折半", right / 4), ("分母误取R1＋2R2", 2 * volts * r1 / (r1 + 2 * r2))],
            f"阈值为±R1UZ/(R1＋R2)=±{shown(right / 2, 2)} V，回差ΔU=2×{r1}×{zener}/({r1}＋{r2})={shown(right, 2)} V。"))
    return Family("comparator-window", "电子技术/模拟与电力电子", "高级工", "hard", tuple(rows))


def astable_timer():
    # 555 astable: f = 1.43/((R1 + 2 R2) C).
    rows = []
    for r1, r2, farad in [("10", "10", "0.1"), ("4.7", "10", "0.1"), ("10", "47", "1"), ("5.1", "5.1", "0.01"), ("20", "100", "10"),
                          ("10", "68", "10"), ("15", "33", "0.47"), ("1", "10", "0.1"), ("2.2", "4.7", "0.01"), ("22", "47", "0.1"),
                          ("47", "47", "1"), ("100", "150", "4.7"), ("10", "22", "0.22"), ("33", "68", "1"), ("5.1", "10", "0.047"),
                          ("3.3", "15", "0.1"), ("47", "100", "2.2"), ("6.8", "22", "0.01"), ("12", "39", "0.33"), ("8.2", "27", "0.47")]:
        a, b, c = F(r1), F(r2), F(farad)
        right = 1430 / ((a + 2 * b) * c)
        places = 0 if right >= 100 else 2
        rows.append(numeric(
            f"555定时器组成的多谐振荡器，R1={r1} kΩ、R2={r2} kΩ、C={farad} μF，按f=1.43/[(R1＋2R2)C]的关系，振荡频率约为（　）Hz。",
            right,
            [("R2未乘2", 1430 / ((a + b) * c)), ("把R1乘2", 1430 / ((2 * a + b) * c)), ("只计放电回路", 1430 / (b * c)),
             ("频率折半", right / 2), ("两个电阻都乘2", 1430 / ((2 * a + 2 * b) * c))],
            f"f=1.43/[({r1}＋2×{r2})×10³×{farad}×10⁻⁶]{eq(right, places)} Hz。", places))
    return Family("astable-timer", "电子技术/数字电路", "高级工", "easy", tuple(rows))


def encoder_speed():
    # n = 60 N/(m PPR t): counts in the sampling time, multiple of the counter.
    rows = []
    for lines, multiple, milliseconds, speed in [
            (1024, 4, 100, 750), (1000, 4, 50, 1200), (600, 1, 200, 500), (2000, 4, 20, 900), (360, 1, 500, 300),
            (500, 2, 100, 960), (2500, 4, 10, 1500), (1024, 1, 250, 600), (1200, 4, 50, 450), (100, 1, 1000, 1440),
            (400, 2, 100, 720), (200, 1, 300, 1000), (1000, 2, 60, 800), (512, 4, 125, 1500), (2048, 4, 25, 375),
            (600, 4, 40, 1250), (1500, 2, 80, 250), (360, 4, 100, 1100), (500, 1, 240, 350), (1800, 4, 20, 1000)]:
        counts = Fraction(lines * multiple * milliseconds * speed, 60000)
        mode = f"{multiple}倍频" if multiple > 1 else "不倍频"
        rows.append(numeric(
            f"增量式编码器每转{lines}线，PLC高速计数器按{mode}计数，在{milliseconds} ms采样时间内计得{shown(counts, 0)}个数，"
            "编码器轴的转速为（　）r/min。",
            speed,
            [("漏除倍频数", speed * multiple), ("误按4倍频", Fraction(speed, 4) if multiple == 1 else 0),
             ("多除一次倍频数", Fraction(speed, multiple)), ("误按2倍频", Fraction(speed, 2)), ("采样时间折半", 2 * speed),
             ("误乘4倍频", 4 * speed)],
            f"n=60N/(mZt)=60×{shown(counts, 0)}/({multiple}×{lines}×{shown(Fraction(milliseconds, 1000), 3)})={speed} r/min。", 0))
    return Family("encoder-speed", "自动控制/可编程控制器", "高级工", "medium", tuple(rows))


def orifice_flow():
    # Differential pressure transmitter without square-root extraction: q = q_max √((I - 4)/16).
    rows = []
    for medium, top, share in [("蒸汽", "50", "0.5"), ("压缩空气", "1200", "0.6"), ("循环水", "800", "0.7"), ("煤气", "3000", "0.4"),
                               ("蒸汽", "32", "0.75"), ("天然气", "2000", "0.5"), ("循环水", "400", "0.8"), ("氧气", "1600", "0.3"),
                               ("压缩空气", "630", "0.9"), ("除盐水", "120", "0.6"), ("氮气", "1000", "0.25"), ("蒸汽", "80", "0.4"),
                               ("煤气", "5000", "0.7"), ("给水", "250", "0.5"), ("原油", "160", "0.8"), ("氢气", "500", "0.6"),
                               ("冷冻水", "320", "0.75"), ("给水", "100", "0.3"), ("天然气", "4000", "0.8"), ("氮气", "1250", "0.4")]:
        unit = "t/h" if medium in ("蒸汽", "给水") else "m³/h"
        full, share = F(top), F(share)
        amps = 4 + 16 * share * share
        rows.append(numeric(
            f"孔板配差压变送器（未开方）测量{medium}流量，流量上限{top} {unit}对应20 mA，零流量对应4 mA，当输出为{shown(amps, 2)} mA时，"
            f"流量为（　）{unit}。",
            full * share,
            [("未开方", full * share * share), ("未减4 mA且未开方", full * amps / 20), ("未减4 mA", full * root(amps / 20)),
             ("按20 mA量程开方", full * root((amps - 4) / 20)), ("开了四次方", full * root(share))],
            f"流量与差压的平方根成正比，q={top}×√[({shown(amps, 2)}－4)/16]={top}×{shown(share, 2)}={shown(full * share, 1)} {unit}。", 1))
    return Family("orifice-flow", "自动控制/传感器与过程控制", "高级工", "medium", tuple(rows))


def capacitor_steps():
    # Qc = P(tanφ1 - tanφ2); number of steps rounded up.
    tangents = {"0.60": "1.333", "0.65": "1.169", "0.70": "1.020", "0.75": "0.882", "0.80": "0.750", "0.90": "0.484",
                "0.92": "0.426", "0.95": "0.329"}
    rows = []
    for power, before, after, step in [
            (200, "0.70", "0.92", 20), (320, "0.75", "0.95", 30), (150, "0.65", "0.90", 15), (480, "0.70", "0.95", 40),
            (260, "0.80", "0.95", 20), (180, "0.60", "0.92", 25), (400, "0.75", "0.92", 30), (350, "0.65", "0.95", 40),
            (120, "0.70", "0.90", 15), (600, "0.80", "0.95", 50), (240, "0.60", "0.90", 30), (300, "0.75", "0.90", 20),
            (220, "0.65", "0.92", 25), (520, "0.70", "0.92", 50), (280, "0.60", "0.95", 40), (160, "0.80", "0.92", 10),
            (450, "0.65", "0.90", 50), (380, "0.75", "0.95", 25), (100, "0.70", "0.95", 12), (420, "0.80", "0.92", 30)]:
        one, two = F(tangents[before]), F(tangents[after])
        need = power * (one - two)
        groups = -(-need // step)
        guesses = [("舍去小数", groups - 1), ("按补偿到1计算", -(-power * one // step)), ("按补偿后的无功", -(-power * two // step)),
                   ("用余弦之差", -(-power * (F(after) - F(before)) // step)), ("多取一组", groups + 1), ("少取两组", groups - 2),
                   ("多取两组", groups + 2)]
        rows.append(stepped(
            f"某车间有功计算负荷{power} kW，功率因数由{before}（tanφ={tangents[before]}）提高到不低于{after}（tanφ={tangents[after]}），"
            f"每组电容器容量{step} kvar，至少需投入（　）组。",
            list(range(1, 60)), groups, guesses,
            f"Qc={power}×({tangents[before]}－{tangents[after]}){eq(need, 1)} kvar，{shown(need, 1)}/{step}≈"
            f"{shown(need / step, 2)}，取{groups}组。"))
    return Family("capacitor-steps", "供配电/功率因数与电能质量", "高级工", "medium", tuple(rows))


# ---- 技师 and 高级技师 ----


def cable_thermal():
    # Short circuit: S ≥ I √t/k; k of copper cables: PVC 115, XLPE 143 (GB/T 16895.5).
    sections = [F(str(section)) for section in [*COPPER, 300]]
    rows = []
    for turn, (kiloamps, seconds, kind) in enumerate([
            ("6", "0.25", 143), ("8", "0.16", 143), ("10", "0.25", 143), ("12", "0.36", 143), ("16", "0.25", 143),
            ("20", "0.16", 143), ("25", "0.25", 143), ("18", "0.64", 143), ("14", "0.49", 143), ("9", "0.36", 143),
            ("5", "0.16", 115), ("6", "0.36", 115), ("10", "0.16", 115), ("12", "0.25", 115), ("15", "0.25", 115),
            ("20", "0.25", 115), ("8", "0.64", 115), ("13", "0.49", 115), ("22", "0.36", 115), ("4", "0.25", 115)]):
        amps, time = F(kiloamps) * 1000, F(seconds)
        need = amps * root(time) / kind
        right = up(sections, need)
        mistakes = [("时间未开方", up(sections, amps * time / kind)), ("不计时间", up([*sections, 400], amps / kind)),
                    ("热稳定系数用错", up(sections, amps * root(time) / (258 - kind)))]
        rows.append(stepped(
            f"{'交联聚乙烯' if kind == 143 else '聚氯乙烯'}绝缘铜芯电缆的热稳定系数k={kind}，短路电流{kiloamps} kA，短路切除时间{seconds} s，"
            "按热稳定要求，应选的最小标准截面积为（　）mm²。",
            sections, right, mistakes[turn % 3:] + mistakes[:turn % 3],
            f"S≥I√t/k={shown(amps, 0)}×√{seconds}/{kind}{eq(need, 1)} mm²，取{shown(right, 1)} mm²。"))
    return Family("cable-thermal", "照明与线路/导线与电缆选择", "技师", "hard", tuple(rows))


def murray_loop():
    # Loop bridge: x = 2 L R2/(R1 + R2), R2 beside the faulty core.
    rows = []
    for length, fixed, variable in [(1200, 1000, 200), (800, 1000, 250), (1500, 1000, 500), (600, 100, 20), (2000, 1000, 600),
                                    (900, 1000, 125), (1600, 100, 60), (750, 1000, 500), (1100, 100, 10), (2400, 1000, 200),
                                    (500, 1000, 250), (1300, 1000, 300), (1800, 100, 80), (1000, 1000, 600), (2200, 100, 10),
                                    (650, 1000, 300), (1400, 1000, 400), (1250, 100, 25), (950, 1000, 900), (1700, 1000, 360)]:
        right = Fraction(2 * length * variable, fixed + variable)
        stem = (
            f"用单臂电桥环线法查找{length} m电缆的单相接地点，末端用导线将故障芯与同规格完好芯短接，接完好芯的桥臂为{fixed} Ω，"
            f"接故障芯的桥臂调到{variable} Ω时平衡，故障点距测量端约（　）m。")
        mistakes = [("未乘2", right / 2), ("从末端算起", length - right), ("2倍长度直接乘臂比", Fraction(2 * length * variable, fixed)),
                    ("比例臂直接相除", Fraction(length * variable, fixed)), ("从末端算起且未乘2", length - right / 2),
                    ("分母误取R1＋2R2", Fraction(2 * length * variable, fixed + 2 * variable))]
        rows.append(numeric(
            stem, right, [(name, value) for name, value in mistakes if value <= length],
            f"平衡时x/(2L)=R2/(R1＋R2)，x=2×{length}×{variable}/({fixed}＋{variable}){eq(right, 0)} m。", 0))
    return Family("murray-loop", "测量与检修/故障检修", "技师", "medium", tuple(rows))


def parallel_transformers():
    # S1 : S2 = S_N1/uk1 : S_N2/uk2.
    rows = []
    for first, uk1, second, uk2, load in [
            (500, "4", 500, "4.5", 850), (630, "4.5", 630, "5", 1000), (800, "4.5", 800, "6", 1300), (500, "4", 630, "4.5", 1000),
            (1000, "4.5", 1000, "6", 1680), (630, "4", 800, "4.5", 1200), (315, "4", 400, "4.5", 600), (400, "4", 400, "5", 660),
            (1250, "5.5", 1250, "6", 2200), (1600, "6", 1600, "8", 2500), (800, "4.5", 1000, "5", 1500), (250, "4", 315, "4.5", 480),
            (1000, "4.5", 1250, "5", 1900), (630, "4.5", 1000, "6", 1450), (500, "4", 800, "5", 1150), (1250, "5", 1600, "6", 2500),
            (400, "4", 630, "4.5", 900), (315, "4", 500, "5", 700), (2000, "6", 2000, "8", 3100), (200, "4", 250, "4.5", 400)]:
        one, two = first / F(uk1), second / F(uk2)
        right = load * one / (one + two)
        rows.append(numeric(
            f"两台变比、联结组标号相同的变压器拟并列运行：甲{first} kVA、阻抗电压{uk1}%，乙{second} kVA、阻抗电压{uk2}%。"
            f"若并列后总负荷为{load} kVA，甲分担的负荷约为（　）kVA。",
            right,
            [("按阻抗电压正比分配", load * first * F(uk1) / (first * F(uk1) + second * F(uk2))), ("求成乙的负荷", load - right),
             ("只按容量分配", Fraction(load * first, first + second)), ("平均分配", Fraction(load, 2)),
             ("容量又按阻抗颠倒", load * F(uk1) / (F(uk1) + F(uk2))), ("按额定容量满载", Fraction(first)),
             ("乙先满载，其余归甲", Fraction(load - second))],
            f"S甲∶S乙={first}/{uk1}∶{second}/{uk2}={shown(one, 1)}∶{shown(two, 1)}，S甲={load}×{shown(one, 1)}/{shown(one + two, 1)}≈"
            f"{shown(right, 0)} kVA。", 0))
    return Family("parallel-transformers", "电磁与电机/变压器", "技师", "hard", tuple(rows))


def relay_setting():
    # I_op = K_rel K_con I_Lmax/(K_re n_TA).
    rows = []
    for load, primary, reliable, back, wiring in [
            (180, 200, "1.2", "0.85", "完全星形"), (240, 300, "1.2", "0.85", "完全星形"), (120, 150, "1.2", "0.85", "完全星形"),
            (300, 400, "1.2", "0.85", "不完全星形"), (450, 600, "1.2", "0.85", "不完全星形"), (90, 100, "1.2", "0.85", "不完全星形"),
            (150, 200, "1.15", "0.9", "完全星形"), (260, 300, "1.15", "0.9", "不完全星形"), (360, 400, "1.15", "0.9", "完全星形"),
            (200, 300, "1.3", "0.85", "两相电流差"), (140, 150, "1.3", "0.85", "两相电流差"), (100, 150, "1.3", "0.85", "两相电流差"),
            (320, 400, "1.2", "0.85", "两相电流差"), (75, 100, "1.2", "0.8", "两相电流差"), (500, 600, "1.2", "0.85", "完全星形"),
            (680, 800, "1.15", "0.95", "完全星形"), (220, 300, "1.25", "0.9", "不完全星形"), (410, 500, "1.3", "0.9", "完全星形"),
            (60, 75, "1.2", "0.85", "不完全星形"), (280, 300, "1.25", "0.85", "完全星形")]:
        rel, ret = F(reliable), F(back)
        connect = ROOT3 if wiring == "两相电流差" else 1
        ratio = Fraction(primary, 5)
        right = rel * connect * load / (ret * ratio)
        rows.append(numeric(
            f"10 kV线路定时限过电流保护采用{wiring}接线（接线系数{shown(connect, 3)}），电流互感器{primary}/5 A，最大负荷电流{load} A，"
            f"可靠系数{reliable}，返回系数{back}，继电器动作电流约为（　）A。",
            right,
            [("漏除返回系数", right * ret), ("接线系数错一个√3", right / ROOT3 if connect != 1 else right * ROOT3),
             ("可靠系数用了两次", right * rel), ("漏乘可靠系数", right / rel), ("返回系数误作乘数", right * ret * ret)],
            f"Iop=KrelKjxIL/(Kre·nTA)={reliable}×{shown(connect, 3)}×{load}/({back}×{shown(ratio, 0)}){eq(right, 2)} A。"))
    return Family("relay-setting", "供配电/供配电系统", "技师", "medium", tuple(rows))


def transformer_capacity():
    # Demand factors, simultaneity, power factor after compensation and load rate, then the next standard rating.
    ladder = [200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500]  # GB/T 6451, kVA
    rows = []
    for turn, (groups, together, rate) in enumerate([
            (((320, "0.2"), (180, "0.7"), (90, "0.8")), "0.9", "0.8"), (((420, "0.25"), (260, "0.6"), (60, "0.9")), "0.9", "0.8"),
            (((500, "0.3"), (320, "0.75"), (110, "0.8")), "0.85", "0.75"), (((260, "0.2"), (150, "0.7"), (45, "0.85")), "0.9", "0.85"),
            (((800, "0.25"), (400, "0.7"), (160, "0.8")), "0.9", "0.8"), (((650, "0.2"), (500, "0.65"), (120, "0.9")), "0.85", "0.75"),
            (((900, "0.3"), (620, "0.7"), (200, "0.8")), "0.9", "0.8"), (((350, "0.2"), (220, "0.75"), (80, "0.8")), "0.95", "0.8"),
            (((1200, "0.25"), (800, "0.7"), (240, "0.85")), "0.9", "0.75"), (((700, "0.3"), (360, "0.6"), (140, "0.8")), "0.85", "0.8"),
            (((480, "0.15"), (300, "0.7"), (70, "0.9")), "0.9", "0.75"), (((560, "0.2"), (420, "0.8"), (100, "0.8")), "0.9", "0.85"),
            (((1500, "0.2"), (900, "0.75"), (300, "0.8")), "0.85", "0.8"), (((220, "0.25"), (120, "0.7"), (40, "0.9")), "0.95", "0.75"),
            (((1000, "0.25"), (450, "0.65"), (180, "0.9")), "0.9", "0.8"), (((380, "0.3"), (240, "0.7"), (75, "0.8")), "0.9", "0.8"),
            (((620, "0.25"), (280, "0.75"), (95, "0.85")), "0.85", "0.8"), (((1800, "0.2"), (1100, "0.7"), (350, "0.8")), "0.9", "0.8")]):
        parts = [power * F(demand) for power, demand in groups]
        total, share, cosine = sum(parts), F(together), F("0.92")
        need = total * share / cosine / F(rate)
        right = up(ladder, need)
        guesses = [("未计负荷率", total * share / cosine), ("漏除功率因数", total * share / F(rate)),
                   ("漏乘同时系数", total / cosine / F(rate)), ("漏乘需要系数", sum(power for power, _ in groups) * share / cosine)]
        mistakes = [(name, up(ladder, value)) for name, value in guesses if value <= ladder[-1]]
        (a, ka), (b, kb), (c, kc) = groups
        rows.append(stepped(
            f"某车间冷加工机床{a} kW（Kd={ka}）、风机水泵{b} kW（Kd={kb}）、照明{c} kW（Kd={kc}），同时系数{together}，补偿后cosφ=0.92，"
            f"要求变压器负荷率不超过{shown(F(rate) * 100, 0)}%，应选的最小额定容量为（　）kVA。",
            ladder, right, mistakes[turn % 3:] + mistakes[:turn % 3],
            f"P={together}×({'＋'.join(shown(part, 2) for part in parts)}){eq(total * share, 1)} kW，S=P/0.92/{rate}≈"
            f"{shown(need, 1)} kVA，取{right} kVA。"))
    return Family("transformer-capacity", "供配电/供配电系统", "技师", "hard", tuple(rows))


def inertia_ratio():
    # Load inertia seen by the motor: J_L/i²; ratio to the rotor inertia.
    rows = []
    for load, gear, rotor in [("120", 5, "1.2"), ("60", 5, "0.8"), ("200", 10, "0.8"), ("90", 3, "2.5"), ("48", 4, "1"),
                              ("320", 8, "0.8"), ("75", 5, "2"), ("27", 3, "0.5"), ("160", 4, "1.25"), ("450", 10, "1.5"),
                              ("250", 5, "2"), ("64", 4, "0.8"), ("100", 5, "0.5"), ("36", 3, "1.6"), ("800", 10, "1.6"),
                              ("180", 6, "1"), ("245", 7, "2"), ("54", 3, "1.2"), ("98", 7, "0.8"), ("405", 9, "1.6")]:
        load, rotor = F(load), F(rotor)
        right = load / gear**2 / rotor
        rows.append(numeric(
            f"伺服电动机转子转动惯量{shown(rotor, 2)}×10⁻³ kg·m²，经减速比i={gear}的减速机驱动转动惯量{shown(load, 1)}×10⁻³ kg·m²的转台，"
            "减速机惯量忽略不计，折算到电动机轴的负载惯量与转子惯量之比为（　）。",
            right,
            [("减速比未平方", load / gear / rotor), ("未折算", load / rotor), ("减速比三次方", right / gear), ("折算值未除以转子惯量", load / gear**2),
             ("又加上转子惯量", right + 1), ("比值折半", right / 2)],
            f"折算惯量{shown(load, 1)}/{gear}²={shown(load / gear**2, 2)}（×10⁻³ kg·m²），惯量比{shown(load / gear**2, 2)}/"
            f"{shown(rotor, 2)}{eq(right, 2)}。"))
    return Family("inertia-ratio", "自动控制/伺服与步进", "技师", "medium", tuple(rows))


def step_voltage():
    # Hemispherical field: U = ρ I/(2π) (1/x - 1/(x + 0.8)).
    rows = []
    for rho, amps, metres in [(100, 50, 3), (100, 20, 2), (200, 10, 1), (50, 100, 4), (150, 60, 5), (300, 20, 2), (80, 200, 6),
                              (100, 300, 8), (200, 40, 3), (500, 15, 2), (120, 80, 4), (60, 150, 3), (250, 30, 2), (400, 25, 5),
                              (100, 120, 6), (180, 50, 4), (90, 400, 10), (150, 35, 1), (220, 70, 3), (350, 100, 8)]:
        near, far = Fraction(metres), metres + F("0.8")
        head = Fraction(rho * amps) / (2 * PI)
        right = head * (1 / near - 1 / far)
        rows.append(numeric(
            f"接地体按半球形电极考虑，土壤电阻率{rho} Ω·m，入地电流{amps} A，人的前脚距接地体中心{metres} m、后脚再远0.8 m（沿径向），"
            "跨步电压约为（　）V。（π取3.14）",
            right,
            [("漏除2", right * 2), ("按全球形电极用4π", right / 2), ("只计前脚电位", head / near), ("后脚电位", head / far),
             ("漏除2π", right * 2 * PI), ("按前脚处电场强度乘步距", head * F("0.8") / near**2),
             ("按后脚处电场强度乘步距", head * F("0.8") / far**2)],
            f"U=ρI/(2π)×(1/{metres}－1/{shown(far, 1)})={rho}×{amps}/6.28×{shown(1 / near - 1 / far, 5)}{eq(right, 1)} V。", 1))
    return Family("step-voltage", "安全用电/接地接零与漏电保护", "高级技师", "hard", tuple(rows))


def short_circuit():
    # Per unit on 100 MVA, 0.4 kV: I = 144.3/(X_S + X_T), X_S = 100/S_k, X_T = uk 100/S_N.
    rows = []
    for system, capacity, uk in [(100, 500, "4"), (150, 630, "4.5"), (200, 800, "4.5"), (200, 1000, "4.5"), (300, 1250, "4.5"),
                                 (300, 1600, "4.5"), (100, 1000, "6"), (150, 1250, "6"), (250, 2000, "6"), (200, 400, "4"),
                                 (75, 630, "4.5"), (120, 800, "6"), (350, 1600, "6"), (100, 315, "4"), (80, 1000, "4.5"),
                                 (250, 1250, "5"), (180, 1000, "5"), (60, 800, "4.5"), (400, 2500, "6"), (50, 500, "4")]:
        x_system, x_transformer = Fraction(100, system), F(uk) * 1000 / capacity
        base = F("144.3")
        right = base / (x_system + x_transformer)
        rows.append(numeric(
            f"10 kV母线短路容量{system} MVA，配电变压器{capacity} kVA、阻抗电压{uk}%，不计电阻和线路，取Sj=100 MVA、0.4 kV侧基准电流"
            "144.3 kA，低压母线三相短路电流约为（　）kA。",
            right,
            [("未计系统阻抗", base / x_transformer), ("误取两相短路", right * F("0.866")), ("系统电抗重复计", base / (2 * x_system + x_transformer)),
             ("变压器按两台串联", base / (x_system + 2 * x_transformer)), ("只计系统阻抗", base / x_system)],
            f"XS=100/{system}{eq(x_system, 3)}，XT={uk}%×100/{shown(Fraction(capacity, 1000), 3)}{eq(x_transformer, 3)}，"
            f"Ik=144.3/{shown(x_system + x_transformer, 3)}{eq(right, 1)} kA。", 1))
    return Family("short-circuit", "供配电/供配电系统", "高级技师", "hard", tuple(rows))


def reactor_capacitor():
    # Series reactor p: Q = Q_N (U/U_N)²/(1 - p), the capacitor works at U/(1 - p).
    rows = []
    for rated, nominal, bus, percent in [
            (30, 480, 400, 7), (30, 525, 400, 14), (50, 480, 400, 7), (50, 525, 400, 14), (40, 480, 390, 7), (25, 480, 385, 7),
            (60, 525, 400, 12), (20, 480, 400, 6), (30, 450, 400, 5), (50, 450, 390, 4), (40, 525, 410, 14), (25, 525, 400, 7),
            (60, 480, 410, 7), (35, 480, 400, 5), (45, 525, 390, 14), (20, 450, 380, 6), (33, 480, 400, 7), (15, 525, 405, 12),
            (55, 480, 395, 6), (36, 525, 400, 13)]:
        share = Fraction(percent, 100)
        right = rated * Fraction(bus, nominal) ** 2 / (1 - share)
        rows.append(numeric(
            f"电容补偿支路中电容器额定容量{rated} kvar、额定电压{nominal} V，串联电抗率{percent}%的电抗器，母线线电压{bus} V，"
            "该支路实际向电网输出的无功功率约为（　）kvar。",
            right,
            [("不计电压和电抗率", Fraction(rated)), ("电压按一次方", rated * Fraction(bus, nominal) / (1 - share)),
             ("电抗率用反", right * (1 - share) ** 2), ("漏计电抗率", right * (1 - share)), ("电抗率平方", right / (1 - share))],
            f"Q=QN(U/UN)²/(1－p)={rated}×({bus}/{nominal})²/(1－{shown(share, 2)}){eq(right, 1)} kvar。", 1))
    return Family("reactor-capacitor", "供配电/功率因数与电能质量", "高级技师", "hard", tuple(rows))


FAMILIES = [
    energy_cost(), internal_resistance(), led_resistor(), induced_emf(), pole_number(), lamp_label(), line_label(),
    hex_decimal(), body_current(), contact_heat(),
    loaded_divider(), coil_parameters(), heater_fault(), rotor_frequency(), motor_fuse(), thermal_relay(),
    breaker_coordination(), bridge_arm(), meter_power(), voltage_steps(), illuminance(), wire_ampacity(),
    bonding_conductor(), safe_distance(), diode_choice(), plc_long_delay(), inverter_ramp(), stepper_frequency(),
    voltage_deviation(),
    neutral_current(), coil_rewind(), transformer_loss(), tap_position(), direct_current_speed(), star_start_torque(),
    star_delta_contactors(), meter_choice(), moment_section(), loop_impedance(), residual_setting(),
    explosion_marking(), comparator_window(), astable_timer(), encoder_speed(), orifice_flow(), capacitor_steps(),
    cable_thermal(), murray_loop(), parallel_transformers(), relay_setting(), transformer_capacity(), inertia_ratio(),
    step_voltage(), short_circuit(), reactor_capacitor(),
]
