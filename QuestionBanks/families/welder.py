"""Parametric question families for the welder bank (焊工).

Every key is computed in exact arithmetic (Fraction); every distractor is the result of a named mistake. The
sources of formulas and tables are named in the comment at the head of each family.
"""

from math import ceil, floor

from family import Family, Fraction, eq, fixed, instance, numeric, ranked, shown

F = Fraction
PI = F("3.14")


def span(low, high, places=0):
    """A range as it is written in a procedure sheet."""
    return f"{shown(low, places)}～{shown(high, places)}"


def arc_voltage():
    # Linear part of the arc characteristic: U = a + b*l (textbook relation of arc voltage and arc length).
    rows = []
    for a, b, l1, more in [(14, "2.2", "2.5", "1.5"), (15, "2.4", "3", "2"), (16, "2.0", "2.5", "2"),
                           (14, "2.5", "3", "1.5"), (15, "2.1", "3.5", "2.5"), (16, "2.3", "2", "2"),
                           (14, "2.6", "2.5", "2.5"), (15, "2.8", "3", "1"), (16, "2.2", "3", "3"),
                           (14, "2.4", "3.5", "2"), (15, "2.5", "2", "3"), (16, "2.6", "3", "1.5"),
                           (14, "2.8", "3", "2"), (15, "2.0", "4", "2"), (16, "2.5", "2.5", "1.5"),
                           (14, "2.0", "4", "3"), (15, "2.3", "3", "2.5"), (16, "2.4", "2", "2.5"),
                           (15, "2.6", "3.5", "1.5"), (14, "2.3", "4", "1.5")]:
        b_, l1_, m_ = F(b), F(l1), F(more)
        l2 = l1_ + m_
        u = a + b_ * l2
        rows.append(numeric(
            f"某电弧的电压与弧长近似满足U=a+bl，其中a={a} V，b={b} V/mm。弧长由{l1} mm再拉长{more} mm后，电弧电压约为（　）V。",
            u, 1,
            [("仍用原弧长", a + b_ * l1_), ("当作与弧长成正比", (a + b_ * l1_) * l2 / l1_),
             ("只算弧柱压降", b_ * l2), ("只代入增加量", a + b_ * m_), ("漏乘b", a + l2),
             ("拉长量算两次", a + b_ * (l2 + m_)), ("a也乘增加的倍数", a * l2 / l1_ + b_ * l1_)],
            f"弧长为{l1}+{more}={shown(l2, 1)} mm，U={a}+{b}×{shown(l2, 1)}{eq(u, 1)} V，弧长越长电压越高。"))
    return Family("arc-voltage", "焊接基础/焊接电弧与熔滴过渡", "初级工", "easy", tuple(rows))


def short_circuit_feed():
    # Short-circuiting transfer: wire melted per short circuit = feed speed / frequency; drop volume = area * length.
    rows = []
    for d, feed, f in [("0.8", "4.8", 100), ("0.8", "5.4", 90), ("0.8", "6.0", 100), ("0.8", "6.6", 110),
                       ("0.8", "7.2", 120), ("0.8", "7.8", 130), ("1.0", "3.6", 75), ("1.0", "4.2", 70),
                       ("1.0", "4.8", 80), ("1.0", "5.4", 100), ("1.0", "6.0", 80), ("1.0", "6.6", 100),
                       ("1.2", "2.4", 50), ("1.2", "3.0", 50), ("1.2", "3.6", 60), ("1.2", "4.2", 60),
                       ("1.2", "4.8", 75), ("1.2", "5.4", 75), ("1.2", "3.3", 55), ("1.0", "5.1", 85)]:
        length = F(feed) * 1000 / 60 / f
        volume = PI * F(d) ** 2 / 4 * length
        rows.append(numeric(
            f"φ{d} mm焊丝短路过渡CO2焊，送丝速度{feed} m/min，短路过渡频率{f} Hz，"
            "若每次短路过渡一个熔滴且不计飞溅，每个熔滴的体积约为（　）mm³。（π取3.14）",
            volume, 2,
            [("直径当半径", volume * 4), ("只算每次送丝长度", length), ("漏乘π", volume / PI),
             ("面积用πd²/2", volume * 2),
             ("截面积又取一半", volume / 2), ("截面积误用d²/2", F(d) ** 2 / 2 * length)],
            f"每次送丝{feed}×1000÷60÷{f}{eq(length, 2)} mm，体积=3.14×{d}²÷4×{shown(length, 2)}{eq(volume, 2)} mm³。"))
    return Family("short-circuit-drop", "焊接基础/焊接电弧与熔滴过渡", "高级工", "medium", tuple(rows))


def groove_width():
    # Width of a V groove at the surface: B = b + 2(δ-p)tan(α/2).
    rows = []
    for t, angle, tan, b, p in [(8, 60, "0.577", 2, 1), (10, 60, "0.577", 3, 1), (12, 60, "0.577", 3, 1),
                                (14, 60, "0.577", 3, 2), (16, 60, "0.577", 3, 2), (18, 60, "0.577", 4, 2),
                                (10, 70, "0.700", 2, 1), (12, 70, "0.700", 3, 2), (14, 70, "0.700", 2, 1),
                                (16, 70, "0.700", 3, 1), (12, 50, "0.466", 4, 1), (14, 50, "0.466", 4, 1),
                                (16, 50, "0.466", 5, 1), (18, 50, "0.466", 4, 2), (20, 50, "0.466", 5, 2),
                                (12, 65, "0.637", 3, 1), (14, 65, "0.637", 3, 1), (16, 65, "0.637", 3, 2),
                                (18, 55, "0.521", 4, 2), (20, 55, "0.521", 4, 1)]:
        h, k = t - p, F(tan)
        width = b + 2 * h * k
        rows.append(numeric(
            f"V形坡口对接接头，板厚{t} mm，坡口角度{angle}°，钝边{p} mm，根部间隙{b} mm，坡口上口宽度约为（　）mm。"
            f"（tan{shown(F(angle, 2), 1)}°取{tan}）",
            width, 1,
            [("只算一侧坡口面", b + h * k), ("漏加根部间隙", 2 * h * k), ("未减钝边", b + 2 * t * k),
             ("间隙计两次", width + b), ("间隙计两次且未减钝边", 2 * b + 2 * t * k),
             ("钝边减两次", b + 2 * (h - p) * k)],
            f"上口宽=b+2(δ-p)tan(α/2)={b}+2×({t}-{p})×{tan}{eq(width, 1)} mm。"))
    return Family("groove-width", "焊接基础/接头坡口与焊缝符号", "中级工", "medium", tuple(rows))


def groove_area():
    # Filled section of a V butt weld without reinforcement: A = δ*b + (δ-p)²*tan(α/2).
    rows = []
    for t, angle, tan, b, p in [(10, 60, "0.577", 2, 1), (12, 60, "0.577", 2, 2), (14, 60, "0.577", 3, 1),
                                (16, 60, "0.577", 3, 2), (18, 60, "0.577", 3, 1), (20, 60, "0.577", 4, 2),
                                (22, 60, "0.577", 3, 2), (24, 60, "0.577", 4, 2), (12, 70, "0.700", 3, 1),
                                (14, 70, "0.700", 2, 2), (16, 70, "0.700", 2, 1), (10, 65, "0.637", 3, 1),
                                (12, 65, "0.637", 2, 1), (18, 50, "0.466", 4, 1), (20, 50, "0.466", 5, 2),
                                (22, 50, "0.466", 5, 1), (25, 50, "0.466", 4, 2), (16, 55, "0.521", 4, 1),
                                (20, 55, "0.521", 3, 2), (25, 55, "0.521", 4, 1)]:
        h, k = t - p, F(tan)
        area = t * b + h * h * k
        rows.append(numeric(
            f"估算焊接材料用量：{t} mm厚板开{angle}°V形坡口（坡口角度），根部间隙{b} mm、钝边{p} mm，不计余高和背面焊缝，"
            f"焊缝填充截面积约为（　）mm²。（tan{shown(F(angle, 2), 1)}°取{tan}）",
            area, 0,
            [("只算半个坡口三角形", t * b + h * h * k / 2), ("漏计间隙部分", h * h * k),
             ("未减钝边", t * b + t * t * k), ("三角形面积多乘2", t * b + 2 * h * h * k),
             ("间隙只计钝边处", p * b + h * h * k), ("间隙计两次", 2 * t * b + h * h * k), ("未减钝边且多乘2", t * b + 2 * t * t * k)],
            f"A=δb+(δ-p)²tan(α/2)={t}×{b}+{h}²×{tan}{eq(area, 0)} mm²。"))
    return Family("groove-area", "焊接基础/接头坡口与焊缝符号", "高级工", "medium", tuple(rows))


def intermittent_count():
    # Intermittent fillet n×l(e), GB/T 324: total length = n*l + (n-1)*e, so n = (total + e)/(l + e).
    rows = []
    for n, l, e, what in [(7, 50, 100, "平台加强筋"), (9, 60, 90, "风管法兰"), (11, 50, 50, "设备底座盖板"),
                          (6, 75, 150, "料斗加强肋"), (8, 100, 150, "走台花纹板"), (10, 40, 60, "电缆桥架托臂"),
                          (12, 30, 80, "防护罩骨架"), (13, 50, 75, "托辊支架侧板"), (5, 100, 200, "钢梯踏步梁"),
                          (14, 60, 60, "操作平台面板"), (15, 40, 80, "罐体加强圈"), (16, 50, 70, "除尘器箱板"),
                          (17, 30, 50, "控制柜槽钢底座"), (18, 40, 100, "烟道加固角钢"), (19, 50, 100, "皮带机溜槽"),
                          (8, 80, 120, "车厢横梁"), (9, 75, 75, "油箱加强板"), (12, 60, 120, "钢平台次梁"),
                          (10, 75, 125, "料仓环筋"), (20, 30, 60, "检修门框")]:
        total = n * l + (n - 1) * e
        rows.append(numeric(
            f"{what}采用断续角焊缝，每段焊缝长{l} mm、相邻段间距{e} mm，第一段起点到最后一段终点总长{total} mm，"
            "焊缝段数n为（　）。",
            n, 0,
            [("认为间距数等于段数", floor(F(total, l + e))), ("末段后又多算一段", n + 1),
             ("未计间距", total // l), ("只按间距分", total // e), ("多算两段", n + 2),
             ("两端各少算一段", n - 2), ("少算三段", n - 3)],
            f"总长=n×{l}+(n-1)×{e}，n=({total}+{e})÷({l}+{e})={n}段，间距比段数少1。"))
    return Family("intermittent-count", "焊接基础/接头坡口与焊缝符号", "初级工", "medium", tuple(rows))


def fillet_leg():
    # Fillet of equal legs: a = 0.7K; the leg is rounded up to whole millimetres.
    rows = []
    for a, what in [("2.5", "薄板箱体"), ("3", "槽钢底座"), ("3.6", "支架肋板"), ("4", "机架T形接头"),
                    ("4.5", "吊耳垫板"), ("5", "工字梁翼缘"), ("5.5", "管道支座"), ("6", "柱脚底板"),
                    ("6.5", "塔体裙座"), ("7.5", "起重机端梁"), ("8", "压力机机身"), ("8.5", "水工闸门"),
                    ("9", "桥梁节点板"), ("9.5", "重型滚圈"), ("10", "矿车车架"), ("10.6", "船体基座"),
                    ("11.5", "挖掘机动臂"), ("12", "高炉炉壳支座"), ("7", "平台牛腿"), ("3.2", "围板加强筋")]:
        exact = F(a) / F("0.7")
        k = ceil(exact)
        rows.append(numeric(
            f"{what}的等腰直角角焊缝要求计算厚度a不小于{a} mm，按a=0.7K计算，焊脚尺寸K按整毫米选取，最小应为（　）mm。",
            k, 0,
            [("向下取整" if k > exact else "多留1 mm", k - 1 if k > exact else k + 1),
             ("误用K=0.7a", ceil(F(a) * F("0.7"))), ("按a=0.5K计算", ceil(F(a) * 2)),
             ("把计算厚度当焊脚", ceil(F(a))), ("多加2 mm", k + 2)],
            f"K≥a÷0.7={a}÷0.7{eq(exact, 2)} mm，按整毫米向上取{k} mm，才能保证计算厚度。"))
    return Family("fillet-leg", "焊接基础/接头坡口与焊缝符号", "中级工", "easy", tuple(rows))


# GB/T 5117-2012, coating codes: (coating, current, positions), and the codes it is mistaken for.
COATINGS = {
    "03": ("钛型", "交流和直流正、反接", "全位置", ("15", "19")),
    "10": ("纤维素型", "直流反接", "全位置", ("11", "15")),
    "11": ("纤维素型", "交流和直流反接", "全位置", ("10", "16")),
    "13": ("金红石型", "交流和直流正、反接", "全位置", ("24", "03")),
    "15": ("碱性", "直流反接", "全位置", ("16", "10")),
    "16": ("碱性", "交流和直流反接", "全位置", ("15", "11")),
    "18": ("碱性+铁粉", "交流和直流反接", "全位置", ("16", "28")),
    "19": ("钛铁矿型", "交流和直流正、反接", "全位置", ("03", "13")),
    "24": ("金红石+铁粉", "交流和直流正、反接", "平焊和平角焊", ("13", "27")),
    "27": ("氧化铁+铁粉", "", "平焊和平角焊", ("24", "18")),
    "28": ("碱性+铁粉", "交流和直流反接", "平焊、平角焊和横焊", ("18", "27")),
}


def electrode_model():
    # Reading the model of a carbon-steel electrode: E + strength code + coating code (GB/T 5117-2012).
    rows = []
    for strength, other, rm in (("43", "50", 430), ("50", "43", 490)):
        for code, (coating, current, where, (first, second)) in COATINGS.items():
            rows.append(instance(
                f"某非合金钢焊条熔敷金属抗拉强度最小值为{rm} MPa，药皮类型为{coating}，适用焊接位置为{where}，{current and f'电流类型为{current}，'}"
                "按GB/T 5117，其型号为（　）。",
                f"E{strength}{code}",
                [("看错药皮类型代号", f"E{strength}{first}"), ("看错强度代号", f"E{other}{code}"),
                 ("混淆相近药皮", f"E{strength}{second}")],
                f"{strength}表示抗拉强度最小{rm} MPa，{code}表示{coating}药皮、{where}{current and f'、{current}'}，故为E{strength}{code}。"))
    return Family("electrode-model", "焊接材料/焊条", "初级工", "medium", tuple(rows))


def electrode_baking():
    # Low-hydrogen electrodes are heated and cooled slowly: heating + holding + cooling to the holding box.
    rows = []
    for start, top, up, hold, box, down in [
            (20, 350, 150, "1", 120, 100), (20, 380, 120, "1", 150, 100), (25, 400, 150, "1", 150, 80),
            (15, 375, 120, "1.5", 125, 100), (10, 400, 130, "2", 120, 80), (20, 370, 140, "1", 100, 90),
            (25, 350, 130, "1.5", 110, 80), (5, 365, 120, "1", 125, 80), (30, 390, 120, "1.5", 140, 100),
            (20, 400, 140, "1", 120, 110), (25, 385, 150, "2", 115, 90), (10, 370, 150, "1.5", 130, 90),
            (15, 350, 140, "2", 100, 100), (20, 360, 100, "1", 110, 100), (30, 400, 150, "2", 150, 120),
            (25, 375, 140, "1", 120, 90), (5, 350, 110, "1", 100, 120), (15, 380, 150, "2", 130, 100),
            (30, 400, 120, "1.5", 130, 90), (10, 380, 130, "2", 120, 120)]:
        heat, cool, held = F(top - start, up), F(top - box, down), F(hold)
        total = heat + held + cool
        rows.append(numeric(
            f"E5015焊条自{start} ℃装箱烘干，升温速度{up} ℃/h，在{top} ℃保温{hold} h，再以{down} ℃/h随箱冷至{box} ℃"
            "后移入恒温箱，全过程约需（　）h。",
            total, 1,
            [("漏计冷却时间", heat + held), ("漏计保温时间", heat + cool), ("冷却按升温速度计", heat * 2 + held),
             ("漏计升温时间", held + cool), ("按降至0 ℃计算", heat + held + F(top, down)),
             ("未减室温和恒温箱温度", F(top, up) + held + F(top, down)),
             ("保温时间算两次", total + held)],
            f"升温({top}-{start})÷{up}{eq(heat, 2)} h，保温{hold} h，冷却({top}-{box})÷{down}{eq(cool, 2)} h，"
            f"合计约{shown(total, 1)} h。"))
    return Family("electrode-baking", "焊接材料/焊条", "中级工", "medium", tuple(rows))


def electrode_count():
    # Number of electrodes: metal deposited by one = core section * melted length * 7.85 g/cm³ * recovery.
    rows = []
    sizes = {"2.5": 300, "3.2": 350, "4.0": 400, "5.0": 400}
    for i, (mass, d) in enumerate((m, d) for m in ("3", "4.5", "6", "8", "10") for d in sizes):
        length, loss = sizes[d], (8, 10, 12)[i % 3]
        each = PI * F(d) ** 2 / 4 * (length - 50) * F("7.85") / 1000
        good = each * (100 - loss) / 100
        n = ceil(F(mass) * 1000 / good)
        assert ceil(F(mass) * 1000 / F(shown(good, 3))) == n  # what the explanation shows leads to the same number
        rows.append(numeric(
            f"某构件需熔敷金属{mass} kg，用φ{d}×{length} mm焊条焊接，焊条头留50 mm，焊芯熔化后因飞溅等损失{loss}%，"
            "钢密度取7.85 g/cm³，不计药皮铁粉，至少需焊条（　）根。（π取3.14）",
            n, 0,
            [("未扣焊条头", ceil(F(mass) * 1000 / good * (length - 50) / length)),
             ("漏计飞溅损失", ceil(F(mass) * 1000 / each)), ("直径当半径", ceil(F(mass) * 250 / good)),
             ("焊条头扣两次", ceil(F(mass) * 1000 / good * (length - 50) / (length - 100))),
             ("损失计两次", ceil(F(mass) * 1000 / good * 100 / (100 - loss))),
             ("焊条头和损失都计两次", ceil(F(mass) * 1000 / good * 100 / (100 - loss) * (length - 50) / (length - 100)))],
            f"每根熔敷3.14×{d}²÷4×{length - 50}×7.85÷1000×{shown(F(100 - loss, 100), 2)}{eq(good, 3)} g，"
            f"{mass}×1000÷{shown(good, 3)}{eq(F(mass) * 1000 / good, 1)}，向上取整为{n}根。"))
    return Family("electrode-count", "焊接材料/焊条", "高级工", "medium", tuple(rows))


# GB/T 39255 (ISO 14175): second gas, lower and upper content in per cent (above, up to) of argon-based mixtures.
GAS_GROUPS = {"M12": ("CO2", "0.5", 5), "M20": ("CO2", 5, 15), "M21": ("CO2", 15, 25), "M31": ("CO2", 25, 50),
              "M13": ("O2", "0.5", 3), "M22": ("O2", 3, 10)}


def gas_group(gas, share):
    return next((code for code, (name, low, high) in GAS_GROUPS.items() if name == gas and F(low) < share <= high), "")


def gas_code():
    # Classification of a shielding gas from the two flows (share = second gas / total flow).
    code_order = ("M12", "M20", "M21", "M31")
    rows = []
    for argon, flow, gas in [("16", "4", "CO2"), ("19", "0.9", "CO2"), ("18", "2", "CO2"), ("17.2", "2.8", "CO2"),
                             ("15", "4.6", "CO2"), ("14", "6", "CO2"), ("19.6", "0.4", "O2"), ("19", "1", "O2"),
                             ("14.4", "1.6", "CO2"), ("12", "4.8", "CO2"), ("13.2", "4", "CO2"), ("16.5", "0.7", "CO2"),
                             ("17.5", "0.35", "O2"), ("16.6", "1.4", "O2"), ("18.4", "3", "CO2"), ("20", "4.6", "CO2"),
                             ("11.5", "5.5", "CO2"), ("14.7", "0.3", "O2"), ("15.6", "0.6", "CO2"),
                             ("21", "3.4", "CO2")]:
        share = F(flow) * 100 / (F(argon) + F(flow))
        key = gas_group(gas, share)
        other = "O2" if gas == "CO2" else "CO2"
        ratio = F(flow) * 100 / F(argon)
        place = code_order.index(key) if key in code_order else 0
        rows.append(instance(
            f"配比器供气：氩气{argon} L/min、{gas} {flow} L/min。GB/T 39255中M12、M20、M21、M31含CO2分别为"
            "0.5%～5%、5%～15%、15%～25%、25%～50%，M13、M22含O2分别为0.5%～3%、3%～10%，其余为氩，该混合气属于（　）。",
            key,
            [("用副气与氩气之比", gas_group(gas, ratio) or key), ("看错副气种类", gas_group(other, share) or key),
             ("误判高一档", code_order[min(place + 1, 3)]), ("误判低一档", code_order[max(place - 1, 0)]),
             ("误判为相邻O2组", "M13" if key != "M13" else "M22"), ("误判为O2组", "M22")],
            f"{gas}占{flow}÷({argon}+{flow}){eq(share, 1)}%，在{key}的{GAS_GROUPS[key][1]}%～{GAS_GROUPS[key][2]}%范围内。"))
    return Family("gas-code", "焊接材料/焊丝焊剂与保护气体", "高级工", "medium", tuple(rows))


def mixed_gas_use():
    # Consumption of the second gas = flow * share * shift time * arc-on ratio.
    rows = []
    for i, (argon, second, gas) in enumerate([(80, 20, "CO2"), (82, 18, "CO2"), (85, 15, "CO2"), (90, 10, "CO2")] * 5):
        flow, hours, duty = 14 + (i * 2) % 9, 5 + i % 4, (40, 45, 50, 60, 65)[i // 4]
        base = F(flow * 60 * hours, 1000)
        used = base * second * duty / 10000
        rows.append(numeric(
            f"MAG焊用{argon}%Ar+{second}%{gas}混合气，总流量{flow} L/min，一班工作{hours} h，其中燃弧时间占{duty}%，"
            f"一班消耗{gas}约（　）m³。",
            used, 2,
            [("未乘燃弧时间比例", base * second / 100), ("误用氩气比例", base * argon * duty / 10000),
             ("未乘气体比例", base * duty / 100), ("用1减燃弧比例", base * second * (100 - duty) / 10000),
             ("燃弧比例乘两次", used * duty / 100), ("燃弧时间少算一半", used / 2),
             ("未乘燃弧比例且用氩气比例", base * argon / 100)],
            f"{flow}×{second}%×60×{hours}×{duty}%÷1000{eq(used, 2)} m³。"))
    return Family("mixed-gas-use", "焊接材料/焊丝焊剂与保护气体", "中级工", "easy", tuple(rows))


def duty_minutes():
    # Duty cycle at another current: FS = FSr*(Ir/I)²; arc time in a working period of 10 min (GB/T 15579.1).
    rows = []
    for rated, duty, i in [(315, 60, 260), (315, 60, 350), (400, 60, 350), (400, 60, 450), (400, 60, 480),
                           (500, 60, 400), (500, 60, 450), (500, 60, 550), (630, 60, 500), (630, 60, 560),
                           (630, 60, 700), (200, 35, 160), (200, 35, 140), (250, 35, 180), (250, 35, 210),
                           (160, 35, 120), (160, 35, 130), (315, 35, 220), (315, 35, 260), (500, 60, 600)]:
        ratio = F(rated, i)
        minutes = ratio * ratio * duty / 10
        mistakes = [("未取平方", ratio * duty / 10), ("比值颠倒", duty / ratio**2 / 10),
                    ("仍用额定负载持续率", F(duty, 10)), ("求成休止时间", 10 - minutes),
                    ("颠倒且未平方", duty / ratio / 10)]
        rows.append(numeric(
            f"弧焊电源额定焊接电流{rated} A，额定负载持续率{duty}%，工作周期10 min。实际用{i} A焊接时，"
            "每个周期内允许的最长燃弧时间约为（　）min。",
            minutes, 1, [(name, value) for name, value in mistakes if value < 10],
            f"FS={duty}%×({rated}÷{i})²{eq(minutes * 10, 1)}%，"
            f"燃弧时间=10×{shown(minutes * 10, 1)}%{eq(minutes, 1)} min。"))
    return Family("duty-minutes", "焊接设备/弧焊电源与外特性", "高级工", "hard", tuple(rows))


def working_point():
    # Stable point: drooping characteristic U = U0 - k*I meets the load line of manual welding U = 20 + 0.04I.
    rows = []
    for u0, k in [(60, "0.36"), (62, "0.31"), (65, "0.26"), (65, "0.21"), (66, "0.42"), (68, "0.28"), (68, "0.2"),
                  (70, "0.46"), (70, "0.35"), (70, "0.24"), (70, "0.17"), (72, "0.36"), (72, "0.29"), (75, "0.4"),
                  (75, "0.32"), (75, "0.22"), (76, "0.27"), (78, "0.38"), (78, "0.3"), (80, "0.24")]:
        slope = F(k)
        i = (u0 - 20) / (slope + F("0.04"))
        rows.append(numeric(
            f"某弧焊电源的下降外特性近似为U={u0}-{k}I，焊条电弧焊负载特性按U=20+0.04I计（U单位V，I单位A），"
            "两线交点对应的焊接电流约为（　）A。",
            i, 0,
            [("求成短路电流", u0 / slope), ("漏计负载线斜率", (u0 - 20) / slope),
             ("漏减20 V", u0 / (slope + F("0.04"))), ("斜率相减", (u0 - 20) / (slope - F("0.04"))),
             ("把0.04看成0.4", (u0 - 20) / (slope + F("0.4"))), ("20 V减了两次", (u0 - 40) / (slope + F("0.04")))],
            f"令{u0}-{k}I=20+0.04I，I=({u0}-20)÷({k}+0.04){eq(i, 0)} A。"))
    return Family("working-point", "焊接设备/弧焊电源与外特性", "技师", "hard", tuple(rows))


CABLES = (10, 16, 25, 35, 50, 70, 95, 120, 150, 185)  # standard sections of welding cable, mm²


def cable_section():
    # Voltage drop of welding cable and return lead: ΔU = ρ*2L*I/S, at most 4 V.
    rows = []
    for i, distance in [(120, 30), (130, 40), (150, 30), (160, 20), (160, 50), (180, 35), (200, 20), (200, 30),
                        (200, 45), (220, 25), (220, 40), (240, 30), (250, 25), (250, 40), (280, 30), (300, 20),
                        (300, 35), (320, 40), (350, 25), (400, 30)]:
        need = F("0.0175") * 2 * distance * i / 4
        place = next(n for n, s in enumerate(CABLES) if s >= need)
        single = next(n for n, s in enumerate(CABLES) if s >= need / 2)
        rows.append(ranked(
            f"焊接电流{i} A，焊把线和地线各长{distance} m，铜电缆ρ取0.0175 Ω·mm²/m，要求两线总压降不超过4 V。"
            "从10、16、25、35、50、70、95、120、150、185 mm²中选，最小应为（　）mm²。",
            CABLES[place],
            [("只算单根长度", CABLES[single]), ("向下取标准截面", CABLES[place - 1])]
            + [("多取几档", section) for section in CABLES[place + 1:place + 4]] + [("再低一档", CABLES[place - 2])],
            f"S≥ρ·2L·I/ΔU=0.0175×2×{distance}×{i}÷4{eq(need, 1)} mm²，向上取{CABLES[place]} mm²。"))
    return Family("cable-section", "焊接设备/弧焊电源与外特性", "高级工", "medium", tuple(rows))


def position_current():
    # I = K*d for flat welding; other positions less (welder's handbook); overhead and horizontal with 4.0 mm at most.
    rows = []
    cuts = {"立焊": (10, 15), "横焊": (5, 10), "仰焊": (15, 20)}
    for i, (d, k) in enumerate([("2.5", 30), ("2.5", 32), ("2.5", 34), ("3.2", 35), ("3.2", 36), ("3.2", 38),
                                ("3.2", 40), ("3.2", 33), ("3.2", 34), ("4.0", 35), ("4.0", 38), ("4.0", 40),
                                ("4.0", 42), ("4.0", 43), ("4.0", 45), ("3.2", 37), ("4.0", 36), ("4.0", 37),
                                ("4.0", 39), ("2.5", 33)]):
        where = list(cuts)[i % 3]
        low, high = cuts[where]
        flat = F(d) * k

        def part(less):
            return span(flat * (100 - less[1]) / 100, flat * (100 - less[0]) / 100)

        others = [part(cut) for name, cut in cuts.items() if name != where]
        rows.append(instance(
            f"用φ{d} mm焊条焊接，平焊电流按I={k}d计算，改为{where}时电流应比平焊减小{low}%～{high}%，"
            f"{where}电流应为（　）A。",
            part((low, high)),
            [("套用其他位置", others[i // 3 % 2]), ("把减小当增大", span(flat * (100 + low) / 100, flat * (100 + high) / 100)),
             ("套用另一位置", others[1 - i // 3 % 2]), ("减小量算两次", part((2 * low, 2 * high)))],
            f"平焊电流{k}×{d}={shown(flat, 1)} A，减小{low}%～{high}%即乘{shown(F(100 - high, 100), 2)}～{shown(F(100 - low, 100), 2)}，"
            f"得{part((low, high))} A。"))
    return Family("position-current", "焊接方法/焊条电弧焊", "初级工", "easy", tuple(rows))


def weld_layers():
    # Number of layers n = δ/(m*d), m = 0.8-1.2 (welder's handbook); fractions count as a whole layer.
    rows = []
    for t, m, d in [(8, "0.8", "3.2"), (10, "0.8", "3.2"), (12, "0.9", "3.2"), (12, "0.8", "4.0"), (14, "0.8", "4.0"),
                    (14, "1.0", "3.2"), (16, "0.9", "4.0"), (16, "0.8", "3.2"), (18, "1.0", "4.0"), (18, "0.8", "4.0"),
                    (20, "0.9", "4.0"), (22, "1.0", "4.0"), (25, "0.8", "5.0"), (25, "1.0", "4.0"), (28, "0.9", "5.0"),
                    (30, "0.8", "4.0"), (32, "1.0", "5.0"), (36, "1.1", "5.0"), (40, "0.9", "5.0"), (20, "0.8", "3.2")]:
        exact = t / (F(m) * F(d))
        n = ceil(exact)
        rows.append(numeric(
            f"{t} mm厚钢板V形坡口对接，全部用φ{d} mm焊条施焊，每层焊道厚度取焊条直径的{m}倍，"
            "不足一层按一层计，焊接层数为（　）层。",
            n, 0,
            [("舍去不足一层" if floor(exact) < n else "多计盖面层", n - 1 if floor(exact) < n else n + 1),
             ("用板厚乘系数除以直径" if m != "1.0" else "多计两层", ceil(t * F(m) / F(d)) if m != "1.0" else n + 2),
             ("多计一层", n + 1), ("少计两层", n - 2), ("多计两层", n + 2),
             ("少计三层", n - 3)],
            f"每层厚{m}×{d}={shown(F(m) * F(d), 2)} mm，{t}÷{shown(F(m) * F(d), 2)}{eq(exact, 2)}，向上取整为{n}层。"))
    return Family("weld-layers", "焊接方法/焊条电弧焊", "中级工", "easy", tuple(rows))


def run_out_length():
    # Run-out length check of heat input: E = U*I*t/l, so l >= U*I*t/E for the highest E allowed.
    rows = []
    for d, i, u, t, low, high in [
            ("3.2", 110, 22, 62, 10, 15), ("3.2", 115, 23, 64, 10, 16), ("3.2", 120, 23, 58, 9, 14),
            ("3.2", 125, 24, 56, 12, 18), ("3.2", 105, 22, 66, 8, 13), ("3.2", 118, 23, 63, 11, 17),
            ("3.2", 130, 24, 54, 10, 15), ("4.0", 150, 24, 78, 15, 22), ("4.0", 155, 24, 76, 12, 20),
            ("4.0", 160, 25, 74, 16, 25), ("4.0", 165, 25, 75, 14, 20), ("4.0", 170, 25, 72, 12, 18),
            ("4.0", 175, 26, 70, 18, 25), ("4.0", 180, 26, 68, 15, 24), ("4.0", 162, 24, 77, 13, 21),
            ("5.0", 200, 26, 92, 18, 28), ("5.0", 210, 26, 90, 20, 30), ("5.0", 215, 27, 86, 16, 25),
            ("5.0", 220, 27, 84, 22, 32), ("5.0", 230, 27, 80, 20, 35)]:
        energy = F(u * i * t, 1000)
        length = energy / high * 10
        rows.append(numeric(
            f"工艺规定热输入{low}～{high} kJ/cm（不计热效率）。用φ{d} mm焊条以{i} A、{u} V施焊，每根燃弧{t} s，"
            "为不超过热输入上限，每根焊条焊出的焊道长度不应短于（　）mm。",
            length, 0,
            [("用热输入下限", energy / low * 10), ("多乘热效率0.8", length * F(4, 5)),
             ("用上下限平均值", energy * 20 / (low + high)), ("燃弧时间按1 min计", length * 60 / t),
             ("多除热效率0.8", length * F(5, 4)),
             ("上下限平均值且多除0.8", energy * 25 / (low + high))],
            f"每根电弧能量{i}×{u}×{t}÷1000{eq(energy, 1)} kJ，除以{high} kJ/cm{eq(length / 10, 1)} cm，"
            f"即{shown(length, 0)} mm。"))
    return Family("run-out-length", "焊接工艺/热输入、预热与焊后热处理", "高级工", "medium", tuple(rows))


def co2_voltage():
    # CO2 welding: U = 0.04I+16±1.5 up to 300 A, U = 0.04I+20±2 above 300 A (welder's handbook).
    rows = []
    for i in (80, 90, 110, 130, 140, 160, 180, 210, 230, 250, 320, 330, 350, 360, 380, 400, 420, 440, 450, 480):
        short = i <= 300
        u, width = F(4 * i, 100) + (16 if short else 20), F("1.5") if short else F(2)
        wrong = F(4 * i, 100) + (20 if short else 16)
        rows.append(instance(
            f"CO2焊电弧电压估算：焊接电流300 A及以下U=0.04I+16±1.5，300 A以上U=0.04I+20±2（U单位V）。"
            f"焊接电流{i} A时，电弧电压范围应为（　）V。",
            span(u - width, u + width, 1),
            [("用错电流段公式", span(wrong - (F("3.5") - width), wrong + (F("3.5") - width), 1)),
             ("只取正偏差", span(u, u + 2 * width, 1)), ("只取负偏差", span(u - 2 * width, u, 1))][::-1 if i // 10 % 2 else 1],
            f"{i} A{'不大于' if short else '大于'}300 A，U=0.04×{i}+{16 if short else 20}={shown(u, 1)}，"
            f"±{shown(width, 1)}得{span(u - width, u + width, 1)} V。"))
    return Family("co2-voltage-range", "焊接方法/CO2与MAG气体保护焊", "中级工", "easy", tuple(rows))


def deposition_rate():
    # Deposition rate = wire section * feed speed * density * deposition efficiency.
    rows = []
    for i, (d, feed) in enumerate([("0.8", "5"), ("0.8", "8"), ("0.8", "10"), ("1.0", "4.5"), ("1.0", "6"),
                                   ("1.0", "7.5"), ("1.0", "9"), ("1.0", "11"), ("1.2", "4"), ("1.2", "5.5"),
                                   ("1.2", "6.5"), ("1.2", "8"), ("1.2", "9.5"), ("1.2", "11"), ("1.2", "12.5"),
                                   ("1.6", "3.5"), ("1.6", "4.5"), ("1.6", "5.5"), ("1.6", "6.5"), ("1.6", "7")]):
        eta = (88, 90, 92, 85, 93)[i % 5]
        melted = PI * F(d) ** 2 / 4 * F(feed) * 60 * F("7.85") / 1000
        rate = melted * eta / 100
        rows.append(numeric(
            f"φ{d} mm实心焊丝CO2焊，送丝速度{feed} m/min，钢密度取7.85 g/cm³，熔敷效率{eta}%，"
            "连续燃弧时的熔敷速度约为（　）kg/h。（π取3.14）",
            rate, 2,
            [("未乘熔敷效率", melted), ("直径当半径", rate * 4), ("面积用πd²/2", rate * 2),
             ("除以熔敷效率", melted * 100 / eta), ("漏乘π", rate / PI),
             ("熔敷效率乘两次", rate * eta / 100), ("面积用πd²/8", rate / 2),
             ("面积误用d²", rate * 4 / PI)],
            f"3.14×{d}²÷4×{feed}×60×7.85÷1000×{shown(F(eta, 100), 2)}{eq(rate, 2)} kg/h。"))
    return Family("deposition-rate", "焊接方法/CO2与MAG气体保护焊", "中级工", "medium", tuple(rows))


def fillet_speed():
    # Volume balance: wire section * feed * efficiency = K²/2 * travel speed.
    rows = []
    for i, (d, feed, leg) in enumerate([("1.0", "7", 4), ("1.0", "8", 4), ("1.0", "9", 5), ("1.0", "10", 5),
                                        ("1.0", "11", 6), ("1.0", "12", 6), ("1.2", "6", 5), ("1.2", "7", 5),
                                        ("1.2", "8", 6), ("1.2", "9", 6), ("1.2", "10", 7), ("1.2", "11", 7),
                                        ("1.2", "12", 8), ("1.2", "8.5", 6), ("1.2", "9.5", 7), ("1.6", "4", 6),
                                        ("1.6", "4.5", 6), ("1.6", "5", 7), ("1.6", "6", 8), ("1.6", "6.5", 8)]):
        eta = F((90, 92, 94)[i % 3], 100)
        wire = PI * F(d) ** 2 / 4 * F(feed) * 1000
        speed = wire * eta / F(leg * leg, 2)
        rows.append(numeric(
            f"机械化MAG焊用φ{d} mm焊丝一道焊成焊脚{leg} mm的等腰直角角焊缝，送丝速度{feed} m/min，熔敷效率{shown(eta * 100, 0)}%，"
            "不计余高，焊接速度约为（　）mm/min。（π取3.14）",
            speed, 0,
            [("焊缝截面用K²", speed / 2), ("未乘熔敷效率", wire * 2 / leg**2), ("截面用0.7K²", speed / 2 / F("0.7")),
             ("直径当半径", speed * 4),
             ("除以熔敷效率", speed / eta / eta), ("面积漏π", speed / PI), ("直径当半径且截面用K²", speed * 2)],
            f"焊丝熔敷量3.14×{d}²÷4×{feed}×1000×{shown(eta, 2)}{eq(wire * eta, 0)} mm³/min，"
            f"除以{leg}²÷2={shown(F(leg * leg, 2), 1)} mm²，约{shown(speed, 0)} mm/min。"))
    return Family("fillet-speed", "焊接方法/CO2与MAG气体保护焊", "高级工", "hard", tuple(rows))


def tig_gas_flow():
    # Nozzle bore D = 2d + 4, argon flow Q = (0.8-1.2)*D in L/min (welder's handbook).
    rows = []
    draughts = [("0.8", "1.0", "室内无风"), ("0.9", "1.1", "车间正常条件"), ("1.0", "1.2", "车间微风处")]
    sizes = ("1.0", "1.6", "2.0", "2.4", "3.2", "4.0", "5.0")
    for i in range(20):
        d, (low, high, place) = sizes[i % 7], draughts[i // 7]
        bore = 2 * F(d) + 4
        rows.append(instance(
            f"{place}，手工钨极氩弧焊，钨极直径{d} mm，喷嘴孔径按D=2d+4（mm）选，氩气流量按Q=({low}～{high})D估算，"
            "Q约为（　）L/min。",
            span(bore * F(low), bore * F(high), 1),
            [("漏加4 mm", span(2 * F(d) * F(low), 2 * F(d) * F(high), 1)),
             ("钨极直径未乘2", span((F(d) + 4) * F(low), (F(d) + 4) * F(high), 1)),
             ("先加4再乘2", span((2 * F(d) + 8) * F(low), (2 * F(d) + 8) * F(high), 1)),
             ("直径多乘2", span((4 * F(d) + 4) * F(low), (4 * F(d) + 4) * F(high), 1))],
            f"D=2×{d}+4={shown(bore, 1)} mm，Q=({low}～{high})×{shown(bore, 1)}="
            f"{span(bore * F(low), bore * F(high), 1)} L/min。"))
    return Family("tig-gas-flow", "焊接方法/钨极氩弧焊", "中级工", "medium", tuple(rows))


# Upper current of tungsten electrodes, A (AWS Welding Handbook): straight polarity and balanced AC.
TUNGSTEN = ("1.6", "2.4", "3.2", "4.0")
TUNGSTEN_DC, TUNGSTEN_AC = (150, 250, 400, 500), (120, 180, 250, 320)


def tungsten_size():
    # Aluminium and magnesium are welded with AC, all other metals with straight polarity (DCEN).
    rows = []
    for metal, ac, i in [("06Cr19Ni10不锈钢管", False, 130), ("06Cr19Ni10不锈钢管", False, 145), ("5A06铝合金板", True, 130),
                         ("5A06铝合金板", True, 145), ("5A06铝合金板", True, 170), ("1060纯铝母线", True, 190),
                         ("1060纯铝母线", True, 220), ("TA2钛管", False, 135), ("TA2钛管", False, 200),
                         ("T2紫铜板", False, 240), ("T2紫铜板", False, 300), ("20钢管对接", False, 140),
                         ("AZ31B镁合金板", True, 125), ("3A21铝合金容器", True, 240), ("3A21铝合金容器", True, 150),
                         ("12Cr1MoVG管打底", False, 125), ("5083铝合金船体", True, 210), ("5083铝合金船体", True, 175),
                         ("T2紫铜管", False, 390), ("06Cr17Ni12Mo2不锈钢板", False, 185)]:
        own, wrong = (TUNGSTEN_AC, TUNGSTEN_DC) if ac else (TUNGSTEN_DC, TUNGSTEN_AC)
        place = next(n for n, top in enumerate(own) if top >= i)
        column = next((n for n, top in enumerate(wrong) if top >= i), 3)
        texts = [f"φ{TUNGSTEN[n]}" for n in range(4)]
        rows.append(instance(
            f"φ1.6、2.4、3.2、4.0 mm铈钨极许用电流上限：直流正接150、250、400、500 A，交流120、180、250、320 A。"
            f"钨极氩弧焊焊接{metal}，电流{i} A，满足要求的最小钨极为（　）mm。",
            texts[place],
            [("用错电流种类", texts[column]), ("取大一档", texts[min(place + 1, 3)]),
             ("取小一档", texts[max(place - 1, 0)]), ("图保险取最粗", texts[3]), ("贪细取最小", texts[0]),
             ("粗两档", texts[min(place + 2, 3)]), ("细两档", texts[max(place - 2, 0)])],
            f"{metal}用{'交流' if ac else '直流正接'}，φ{TUNGSTEN[place]}上限{own[place]} A≥{i} A，为最小可用规格。"))
    return Family("tungsten-size", "焊接方法/钨极氩弧焊", "中级工", "medium", tuple(rows))


def argon_bottles():
    # Job argon = joints*(torch flow*arc time + purge flow*purge time); usable gas of a bottle = 40*(p1-p2)/0.1.
    rows = []
    for n, torch, arc, purge, wait, left in [
            (60, 8, 12, 12, 20, "0.5"), (80, 9, 10, 10, 18, "0.5"), (45, 10, 18, 15, 25, "0.5"),
            (120, 8, 8, 8, 12, "0.5"),
            (36, 10, 25, 15, 35, "0.5"), (150, 7, 6, 8, 10, "0.5"), (90, 9, 15, 12, 22, "0.5"),
            (28, 12, 30, 18, 45, "0.5"),
            (200, 8, 9, 10, 14, "0.5"), (75, 10, 14, 12, 24, "0.5"), (110, 9, 12, 14, 16, "1"),
            (54, 11, 20, 16, 32, "1"),
            (66, 8, 16, 10, 26, "1"), (130, 7, 10, 9, 15, "1"), (40, 12, 28, 20, 40, "1"), (96, 8, 11, 12, 19, "1"),
            (180, 9, 7, 11, 12, "1"), (50, 10, 22, 14, 30, "1"), (84, 9, 13, 15, 21, "1"), (32, 10, 40, 20, 60, "1")]:
        usable = 40 * (15 - F(left)) * 10
        front, back = n * torch * arc, n * purge * wait
        key = ceil((front + back) / usable)
        rows.append(numeric(
            f"{n}道不锈钢管口氩弧焊，每口焊枪供氩{torch} L/min共{arc} min，背面充氩{purge} L/min共{wait} min。"
            f"氩气瓶40 L、15 MPa，用至剩余{left} MPa换瓶，大气压取0.1 MPa，至少备（　）瓶。",
            key, 0,
            [("漏计背面充氩", ceil(front / usable)), ("漏计焊枪供气", ceil(back / usable)),
             ("不足一瓶舍去", key - 1), ("多备一瓶", key + 1), ("多备两瓶", key + 2),
             ("少备两瓶", key - 2), ("多备三瓶", key + 3)],
            f"需氩{n}×({torch}×{arc}+{purge}×{wait})={front + back} L，每瓶可用40×(15-{left})×10={shown(usable, 0)} L，"
            f"向上取{key}瓶。"))
    return Family("argon-bottles", "焊接方法/钨极氩弧焊", "高级工", "medium", tuple(rows))


def saw_dilution():
    # Dilution from a macro section: (weld area - deposited area)/weld area, deposited = wire section*feed/speed.
    rows = []
    for d, feed, speed, area in [
            ("3.2", "1.8", 30, 72), ("3.2", "2.0", 32, 80), ("3.2", "2.2", 36, 78), ("3.2", "1.5", 28, 65),
            ("4.0", "1.2", 30, 85), ("4.0", "1.4", 28, 92), ("4.0", "1.6", 34, 96), ("4.0", "1.0", 26, 70),
            ("4.0", "1.3", 32, 82), ("4.0", "1.5", 36, 75), ("4.0", "1.8", 38, 98), ("4.0", "1.1", 25, 90),
            ("5.0", "0.8", 28, 96), ("5.0", "0.9", 30, 102), ("5.0", "1.0", 32, 110), ("5.0", "1.1", 30, 120),
            ("5.0", "0.7", 24, 88), ("5.0", "1.2", 36, 105), ("3.2", "1.6", 34, 60), ("5.0", "0.85", 26, 115)]:
        deposited = PI * F(d) ** 2 / 4 * F(feed) * 60 / speed
        share = (area - deposited) * 100 / area
        rows.append(numeric(
            f"埋弧焊单道焊缝，φ{d} mm焊丝送丝速度{feed} m/min，焊接速度{speed} m/h，宏观断面测得焊缝总截面积（含余高）{area} mm²，"
            "不计飞溅，熔合比约为（　）%。（π取3.14）",
            share, 0,
            [("求成填充金属比例", 100 - share),
             ("把总面积当母材熔化面积", area * 100 / (area + deposited)),
             ("丝截面用πd²/8", (area - deposited / 2) * 100 / area),
             ("丝截面用πd²/2", (area - deposited * 2) * 100 / area), ("填充与母材之比", deposited * 100 / (area - deposited)),
             ("误取填充比例之半", deposited * 50 / area)],
            f"填充面积3.14×{d}²÷4×{feed}×60÷{speed}{eq(deposited, 1)} mm²，熔合比=({area}-{shown(deposited, 1)})÷{area}"
            f"{eq(share, 0)}%。"))
    return Family("saw-dilution", "焊接方法/埋弧焊", "高级工", "medium", tuple(rows))


def spot_heat():
    # Joule heat of a spot weld Q = I²Rt; one cycle of 50 Hz mains is 0.02 s.
    rows = []
    for ka, micro, cycles in [("6", 120, 8), ("6.5", 110, 10), ("7", 120, 10), ("7.2", 100, 9), ("7.5", 130, 12),
                              ("8", 100, 10), ("8", 110, 14), ("8.4", 120, 11), ("8.5", 90, 13), ("8.8", 100, 15),
                              ("9", 100, 12), ("9", 90, 16), ("9.2", 105, 14), ("9.5", 95, 18), ("10", 90, 16),
                              ("10", 100, 20), ("10.5", 85, 17), ("11", 80, 18), ("11.5", 90, 20), ("12", 80, 22)]:
        heat = (F(ka) * 1000) ** 2 * micro / 10**6 * cycles / 50
        rows.append(numeric(
            f"低碳钢板点焊，焊接电流（有效值）{ka} kA，两电极间平均电阻{micro} μΩ，通电{cycles}周波（50 Hz），"
            "产生的总热量约为（　）J。",
            heat, 0,
            [("一个周波当0.01 s", heat / 2), ("乘了0.24（卡）", heat * F("0.24")), ("按60 Hz换算", heat * 5 / 6),
             ("两板各算一次", heat * 2), ("多乘√2", heat * F("1.414")), ("电流多乘2", heat * 4),
             ("电流误除√2", heat / F("1.414"))],
            f"Q=I²Rt=({ka}×10³)²×{micro}×10⁻⁶×{cycles}÷50{eq(heat, 0)} J。"))
    return Family("spot-heat", "焊接方法/电阻焊", "中级工", "easy", tuple(rows))


def spot_count():
    # Nugget d = 2δ+3 of the thinner sheet; single shear: n >= F/(π*d²/4*τ).
    rows = []
    for thin, thick, force, tau in [
            ("0.8", "1.2", 8, 80), ("0.8", "1.5", 10, 80), ("0.8", "1.0", 12, 90), ("0.8", "2.0", 9, 70),
            ("1.0", "1.5", 12, 80), ("1.0", "1.2", 15, 90), ("1.0", "2.0", 10, 70), ("1.0", "1.8", 18, 100),
            ("1.2", "2.0", 16, 80), ("1.2", "1.5", 20, 90), ("1.2", "1.8", 14, 70), ("1.2", "2.5", 22, 100),
            ("1.5", "2.0", 24, 80), ("1.5", "2.5", 28, 90), ("1.5", "3.0", 20, 70), ("1.5", "1.8", 30, 100),
            ("2.0", "3.0", 36, 80), ("2.0", "2.5", 40, 90), ("2.0", "2.8", 30, 70), ("2.0", "3.5", 45, 100)]:
        d, wide = 2 * F(thin) + 3, 2 * F(thick) + 3
        one = PI * d * d / 4 * tau
        n = ceil(force * 1000 / one)
        rows.append(numeric(
            f"{thin} mm与{thick} mm两块钢板单面搭接点焊（单剪），熔核直径按较薄板d=2δ+3（mm）取，熔核许用切应力{tau} MPa，"
            f"承受剪力{force} kN，各点均匀受力，至少需（　）个焊点。（π取3.14）",
            n, 0,
            [("用较厚板厚度", ceil(force * 1000 / (PI * wide * wide / 4 * tau))), ("向下取整", n - 1),
             ("直径当半径", ceil(force * 250 / one)), ("按双剪计算", ceil(force * 500 / one)), ("多一个点", n + 1),
             ("熔核按d=δ+3", ceil(force * 1000 / (PI * (F(thin) + 3) ** 2 / 4 * tau))),
             ("截面积误减半", ceil(force * 2000 / one))],
            f"d=2×{thin}+3={shown(d, 1)} mm，每点承载3.14×{shown(d, 1)}²÷4×{tau}{eq(one, 0)} N，"
            f"{force * 1000}÷{shown(one, 0)}向上取{n}个。"))
    return Family("spot-count", "焊接方法/电阻焊", "高级工", "hard", tuple(rows))


def braze_lap():
    # Equal-strength lap of a brazed joint: L = α*Rm*δ/τ (α safety factor, δ thinner part).
    rows = []
    for metal, rm, t, other, filler, tau, alpha in [
            ("T2紫铜板", 210, "1.5", "2", "铜磷钎料", 160, 3), ("T2紫铜板", 220, "2", "3", "银钎料", 180, 3),
            ("T2紫铜板", 215, "1", "1.5", "铜磷钎料", 150, 2), ("T2紫铜板", 225, "3", "4", "银钎料", 170, 2),
            ("H62黄铜板", 300, "1.5", "2", "银钎料", 180, 2), ("H62黄铜板", 310, "2", "2.5", "银钎料", 190, 3),
            ("H62黄铜板", 305, "2.5", "3", "银钎料", 160, 2), ("H62黄铜板", 290, "1", "2", "银钎料", 175, 3),
            ("Q235钢板", 370, "1.5", "3", "黄铜钎料", 250, 2), ("Q235钢板", 380, "2", "3", "黄铜钎料", 260, 3),
            ("Q235钢板", 375, "3", "5", "银钎料", 200, 2), ("Q235钢板", 390, "1", "2", "银钎料", 210, 3),
            ("06Cr19Ni10钢板", 520, "1", "1.5", "银钎料", 190, 2), ("06Cr19Ni10钢板", 530, "1.5", "2", "银钎料", 200, 2),
            ("06Cr19Ni10钢板", 550, "2", "3", "镍基钎料", 240, 2), ("06Cr19Ni10钢板", 540, "1.2", "2", "镍基钎料", 230, 3),
            ("20钢板", 410, "2.5", "4", "黄铜钎料", 255, 2), ("20钢板", 400, "1.6", "3", "银钎料", 205, 3),
            ("3A21铝合金板", 130, "2", "3", "铝硅钎料", 60, 2), ("3A21铝合金板", 135, "1.5", "2", "铝硅钎料", 65, 3)]:
        lap = alpha * F(rm) * F(t) / tau
        rows.append(numeric(
            f"{t} mm与{other} mm厚的{metal}搭接钎焊，母材抗拉强度{rm} MPa，{filler}钎缝抗剪强度{tau} MPa，"
            f"按与较薄件等强设计，安全系数取{alpha}，搭接长度L=αRmδ/τ约为（　）mm。",
            lap, 1,
            [("误用较厚件厚度", alpha * F(rm) * F(other) / tau), ("漏乘安全系数", lap / alpha),
             ("强度比颠倒", alpha * F(tau) * F(t) / rm), ("厚度取两件之和", alpha * F(rm) * (F(t) + F(other)) / tau),
             ("搭接长度又取一半", lap / 2), ("厚度取平均值", alpha * F(rm) * (F(t) + F(other)) / 2 / tau)],
            f"L=αRmδ/τ={alpha}×{rm}×{t}÷{tau}{eq(lap, 1)} mm，δ取较薄件厚度。"))
    return Family("braze-lap", "焊接方法/钎焊", "中级工", "medium", tuple(rows))


def braze_gap():
    # Socket joint of unlike metals: cold gap = hot gap + D*ΔT*(α of the inner part - α of the outer part).
    rows = []
    parts = [("钢", "12", "紫铜", "17.5"), ("紫铜", "17.5", "钢", "12"), ("钢", "12", "不锈钢", "17"),
             ("不锈钢", "17", "钢", "12"), ("黄铜", "20", "钢", "12")]
    sizes = [(16, 700, "0.16"), (20, 720, "0.20"), (22, 680, "0.22"), (24, 700, "0.25")]
    for outer, ao, inner, ai in parts:
        for d, rise, hot in sizes:
            move = d * rise * (F(ai) - F(ao)) / 10**6
            cold = F(hot) + move
            rows.append(numeric(
                f"{outer}套（线膨胀系数{ao}×10⁻⁶/℃）与{inner}管（{ai}×10⁻⁶/℃）插接钎焊，直径{d} mm，从室温均匀升温{rise} ℃，"
                f"要求钎焊温度下直径间隙{hot} mm，室温装配直径间隙应为（　）mm。",
                cold, 2,
                [("膨胀差方向弄反", F(hot) - move), ("未考虑膨胀差", F(hot)), ("膨胀差算成两倍", F(hot) + 2 * move),
                 ("膨胀差只计一半", F(hot) + move / 2), ("只算膨胀差", abs(move)),
             ("温度少计一半且方向弄反", F(hot) - move / 2)],
                f"{inner}管与{outer}套膨胀差{d}×{rise}×({ai}-{ao})×10⁻⁶{eq(move, 3)} mm，"
                f"室温间隙={hot}{'+' if move > 0 else '-'}{shown(abs(move), 3)}{eq(cold, 2)} mm。"))
    return Family("braze-gap", "焊接方法/钎焊", "技师", "hard", tuple(rows))


# Oxy-acetylene flames: use that fits and use that does not (volume ratio below 1.1, 1.1-1.2, above 1.2).
FLAMES = {"碳化焰": ("宜焊铸铁、高碳钢", "宜焊黄铜"), "中性焰": ("宜焊低碳钢", "宜焊黄铜"), "氧化焰": ("宜焊黄铜", "宜焊高碳钢")}


def flame_type():
    # Kind of flame by the ratio of the gas flows, and what it is used for.
    rows = []
    for fuel, oxygen in [(300, 345), (350, 400), (400, 460), (450, 520), (500, 570), (550, 640), (600, 700),
                         (300, 280), (380, 365), (420, 380), (460, 440), (520, 485), (580, 560), (320, 430),
                         (360, 480), (430, 560), (480, 610), (540, 700), (620, 830), (700, 800)]:
        ratio = F(oxygen, fuel)
        kind = "碳化焰" if ratio < F("1.1") else "中性焰" if ratio <= F("1.2") else "氧化焰"
        good, bad = FLAMES[kind]
        others = [(f"误判为{name}", f"{name}，{use}") for name, (use, _) in FLAMES.items() if name != kind]
        rows.append(instance(
            f"气焊火焰按氧与乙炔体积比划分：小于1.1为碳化焰，1.1～1.2为中性焰，大于1.2为氧化焰。测得乙炔流量{fuel} L/h、"
            f"氧气流量{oxygen} L/h，该火焰的性质和用途是（　）。",
            f"{kind}，{good}", others + [("火焰对而用途错", f"{kind}，{bad}")],
            f"氧与乙炔体积比{oxygen}÷{fuel}{eq(ratio, 2)}，为{kind}，{good}。"))
    return Family("flame-type", "气焊与切割/气焊与气割", "初级工", "easy", tuple(rows))


def cutting_torch():
    # Injector cutting torches and their nozzles with the thickness in mm up to which each is used (maker's table).
    torches = (("30", (10, 20, 30)), ("100", (25, 50, 100)), ("300", (150, 200, 250, 300)))
    table = ("G01-30型1、2、3号割嘴用至10、20、30 mm；G01-100型1、2、3号割嘴用至25、50、100 mm；"
             "G01-300型1、2、3、4号割嘴用至150、200、250、300 mm")
    rows = []
    works = ["低碳钢板下料", "连接板切割", "机座底板开孔", "轧辊轴坯切断", "法兰毛坯切割", "铸钢件浇冒口切除", "锻坯切断"]
    for i, t in enumerate([8, 35, 120, 12, 40, 140, 16, 45, 180, 18, 60, 190, 22, 70, 240, 25, 80, 260, 28, 90]):
        work = works[i % 3] if t <= 60 else works[3 + i % 4]
        size, tops = next((size, tops) for size, tops in torches if t <= tops[-1])
        number = next(n for n, top in enumerate(tops, 1) if t <= top)
        place = [size for size, _ in torches].index(size)
        other, others = torches[place + 1 if place < 2 else 1]
        reach = next((n for n, top in enumerate(others, 1) if t <= top), len(others))
        rows.append(instance(
            f"{work}，割件厚{t} mm。割炬说明书规定：{table}。选用能满足厚度要求的最小规格割炬和最小号割嘴，应为（　）。",
            f"G01-{size}型，{number}号割嘴",
            [("割嘴号选错", f"G01-{size}型，{number - 1 if number > 1 else number + 1}号割嘴"),
             ("割炬规格选错", f"G01-{other}型，{reach}号割嘴"),
             ("割嘴号选错", f"G01-{size}型，{number + 1 if 1 < number < len(tops) else 3 if number != 3 else 1}号割嘴"),
             ("割炬规格选错", f"G01-{other}型，{reach % 3 + 1}号割嘴")],
            f"{t} mm不大于{tops[-1]} mm，用G01-{size}型；{number}号割嘴用至{tops[number - 1]} mm，为够用的最小号。"))
    return Family("cutting-torch", "气焊与切割/气焊与气割", "初级工", "easy", tuple(rows))


def strip_count():
    # Strips from a plate: each strip takes its own width and one kerf, n = floor((W+k)/(w+k)).
    rows = []
    for i, (width, strip) in enumerate([
            (1500, 98), (1500, 106), (1500, 124), (1500, 149), (1500, 165), (1800, 99), (1800, 119), (1800, 128),
            (1800, 149), (1800, 179), (2000, 110), (2000, 124), (2000, 142), (2000, 165), (2000, 199), (2200, 121),
            (2200, 137), (2200, 146), (2200, 156), (2200, 183)]):
        kerf = (3, 4, 2, 5)[i % 4]
        n = (width + kerf) // (strip + kerf)
        rows.append(numeric(
            f"数控火焰切割，将{width} mm宽的钢板沿长度方向割成宽{strip} mm的板条，割缝宽{kerf} mm，"
            "两长边不另修边，最多可得合格板条（　）条。",
            n, 0,
            [("未计割缝", width // strip), ("割缝计两次", width // (strip + 2 * kerf)), ("少算一条", n - 1),
             ("余料凑一条", n + 1), ("多算两条", n + 2),
             ("少算两条", n - 2), ("多算三条", n + 3)],
            f"n条板有n-1条割缝，n≤({width}+{kerf})÷({strip}+{kerf}){eq(F(width + kerf, strip + kerf), 2)}，"
            f"最多{n}条。"))
    return Family("strip-count", "气焊与切割/气焊与气割", "中级工", "medium", tuple(rows))


def oxygen_metres():
    # Usable oxygen 40*(p-left)/0.1 litres; cut length = usable share / flow * speed.
    rows = []
    for i, (p, flow, speed) in enumerate([
            ("14.5", "2.2", 500), ("14", "2.6", 470), ("13.5", "3", 450), ("13", "3.4", 420), ("12.5", "3.8", 400),
            ("12", "4.2", 380), ("11.5", "4.6", 350), ("11", "5", 330), ("10.5", "5.5", 300), ("10", "6", 280),
            ("9.5", "2.4", 480), ("9", "2.8", 460), ("8.5", "3.2", 430), ("8", "3.6", 410), ("7.5", "4", 390),
            ("7", "4.4", 360), ("6.5", "4.8", 340), ("6", "2", 520), ("12", "5.2", 320), ("15", "7", 260)]):
        aside = (20, 25, 30)[i % 3]
        usable = 40 * (F(p) - F("0.5")) / 100
        cut = usable * (100 - aside) / 100 / F(flow) * 60 * speed / 1000
        rows.append(numeric(
            f"40 L氧气瓶表压{p} MPa，用至0.5 MPa停用（大气压取0.1 MPa）。气割耗氧{flow} m³/h，切割速度{speed} mm/min，"
            f"预热、放气等占总耗氧{aside}%，还可切割约（　）m。",
            cut, 1,
            [("未扣预热等耗氧", cut * 100 / (100 - aside)), ("误乘预热比例", cut * aside / (100 - aside)),
             ("预热耗氧扣两次", cut * (100 - aside) / 100), ("压力差误除2", cut / 2),
             ("按瓶压全部用完", 40 * F(p) / 100 * (100 - aside) / 100 / F(flow) * 60 * speed / 1000),
             ("把预热耗氧加上", cut * (100 + aside) / (100 - aside))],
            f"可用氧40×({p}-0.5)×10÷1000{eq(usable, 2)} m³，切割用{100 - aside}%；"
            f"÷{flow}×60×{speed}÷1000{eq(cut, 1)} m。"))
    return Family("oxygen-metres", "气焊与切割/气焊与气割", "中级工", "medium", tuple(rows))


def gouging_current():
    # Carbon arc gouging: rod about 3 mm smaller than the groove width, I = (30-50)d.
    rows = []
    for i in range(20):
        width, k = (8, 9, 10, 11, 13)[i % 5], (36, 40, 44, 48)[i // 5]
        d = width - 3
        rows.append(numeric(
            f"碳弧气刨清根，要求刨槽宽{width} mm，圆形碳棒直径按比槽宽小3 mm选用，电流按I={k}d（A）计算，电流应调到约（　）A。",
            k * d, 0,
            [("直接用槽宽", k * width), ("碳棒比槽宽大3 mm", k * (width + 3)), ("系数误用25", 25 * d),
             ("用碳棒半径", F(k * d, 2)),
             ("碳棒比槽宽小1 mm", k * (d + 2)), ("碳棒小5 mm", k * (d - 2))],
            f"d={width}-3={d} mm，I={k}×{d}={k * d} A；碳棒过粗刨槽会超宽。"))
    return Family("gouging-current", "气焊与切割/等离子弧切割与碳弧气刨", "初级工", "easy", tuple(rows))


# Heats for the carbon-equivalent choice: (limit of CE minus carbon, Mn, Cr); first the one below the limit, then
# the ones above it that have the least carbon, the least manganese, the least chromium.
HEATS = (
    (("0.25", "1.20", "0.15"), ("0.28", "1.50", "0.25"), ("0.17", "0.90", "0.20"), ("0.21", "1.32", "0.10")),
    (("0.27", "1.38", "0.10"), ("0.31", "1.56", "0.40"), ("0.16", "0.72", "0.35"), ("0.20", "1.44", "0.05")),
    (("0.22", "1.08", "0.10"), ("0.27", "1.44", "0.25"), ("0.18", "0.84", "0.30"), ("0.20", "1.26", "0.05")),
)


def carbon_equivalent():
    # IIW: CE = C + Mn/6 + (Cr+Mo+V)/5 + (Ni+Cu)/15; only one of four heats keeps the limit.
    rows = []
    for i in range(21):
        limit, heats = F(38 + i // 3, 100), HEATS[i % 3]
        texts = [f"C {fixed(limit - F(less), 2)}%、Mn {mn}%、Cr {cr}%" for less, mn, cr in heats]
        less, mn, cr = heats[0]
        ce = limit - F(less) + F(mn) / 6 + F(cr) / 5
        part = ("钢结构厂房柱", "起重机主梁", "储罐底圈壁板")[i % 3]
        rows.append(instance(
            f"{part}用低合金钢，工艺规定按CE=C+Mn/6+(Cr+Mo+V)/5+(Ni+Cu)/15计算，碳当量不大于{fixed(limit, 2)}%时可不预热。"
            "四炉钢其余元素均可不计，可不预热的是（　）。",
            texts[0],
            [("只看含碳量", texts[1]), ("只看含锰量", texts[2]), ("只看含铬量", texts[3])],
            f"CE={fixed(limit - F(less), 2)}+{mn}÷6+{cr}÷5≈{fixed(ce, 2)}%，不大于{fixed(limit, 2)}%；其余三炉均超过。"))
    return Family("carbon-equivalent", "金属焊接性/碳钢与低合金钢", "中级工", "hard", tuple(rows))


def preheat_pcm():
    # Ito-Bessyo: Pc = Pcm + [H]/60 + δ/600, T0 = 1440Pc - 392 (℃).
    rows = []
    for pcm, h, t in [("0.22", "3", 36), ("0.23", "3", 32), ("0.24", "2.4", 30), ("0.25", "2.4", 30),
                      ("0.26", "2.4", 32),
                      ("0.21", "4.2", 36), ("0.22", "4.2", 40), ("0.23", "3.6", 40), ("0.24", "3.6", 30),
                      ("0.25", "3.6", 30), ("0.26", "3", 36), ("0.27", "2.4", 36), ("0.22", "3.6", 48),
                      ("0.23", "3", 50),
                      ("0.24", "3", 42), ("0.25", "3", 40), ("0.21", "4.8", 42), ("0.27", "3", 32), ("0.26", "3.6", 45),
                      ("0.28", "2.4", 40)]:
        pc = F(pcm) + F(h) / 60 + F(t, 600)
        rows.append(numeric(
            f"低合金高强钢斜Y坡口试验，Pcm={pcm}%，扩散氢[H]={h} mL/100 g，板厚δ={t} mm。按Pc=Pcm+[H]/60+δ/600、"
            "T0=1440Pc-392（℃）计算，防止裂纹的预热温度约为（　）℃。",
            1440 * pc - 392, 0,
            [("漏计板厚项", 1440 * (pc - F(t, 600)) - 392), ("漏计氢项", 1440 * (pc - F(h) / 60) - 392),
             ("板厚除以300", 1440 * (pc + F(t, 600)) - 392), ("氢除以30", 1440 * (pc + F(h) / 60) - 392),
             ("两项都算两次", 1440 * (pc + F(t, 600) + F(h) / 60) - 392), ("392少减一半", 1440 * pc - 196)],
            f"Pc={pcm}+{h}÷60+{t}÷600{eq(pc, 4)}，T0=1440×{shown(pc, 4)}-392{eq(1440 * F(shown(pc, 4)) - 392, 0)} ℃。"))
    return Family("preheat-pcm", "金属焊接性/碳钢与低合金钢", "技师", "hard", tuple(rows))


def dissimilar_weld():
    # Dissimilar joint: both parents melt equally; content = filler*(1-γ) + stainless*γ/2 (carbon steel has none).
    rows = []
    fillers = [("E309-16焊条", "Cr", "23.5", "19"), ("E309-16焊条", "Ni", "13", "9"), ("E310-16焊条", "Cr", "26", "18"),
               ("E310-16焊条", "Ni", "21", "10"), ("ER309焊丝", "Cr", "24", "18.5")]
    for i in range(20):
        rod, element, own, plate = fillers[i % 5]
        gamma = (20, 25, 30, 35)[i // 5] + (i % 5) // 2
        g = F(gamma, 100)
        key = F(own) * (1 - g) + F(plate) * g / 2
        rows.append(numeric(
            f"Q235钢与奥氏体不锈钢对接，用{rod}（熔敷金属含{element} {own}%），不锈钢含{element} {plate}%，Q235钢按不含{element}计，"
            f"熔合比{gamma}%且两侧母材熔入量相等，焊缝含{element}约为（　）%。",
            key, 1,
            [("不锈钢按全部熔合比计", F(own) * (1 - g) + F(plate) * g), ("漏计不锈钢的熔入", F(own) * (1 - g)),
             ("只计一侧稀释", F(own) * (1 - g / 2)), ("熔合比当填充比例", F(own) * g + F(plate) * (1 - g) / 2),
             ("取三者平均", (F(own) + F(plate)) / 3), ("误取两者平均", (F(own) + F(plate)) / 2), ("稀释计两次", F(own) * (1 - g) ** 2)],
            f"{own}×(1-{shown(g, 2)})+{plate}×{shown(g, 2)}÷2{eq(key, 1)}%，Q235一侧不带入{element}。"))
    return Family("dissimilar-weld", "金属焊接性/不锈钢与耐热钢", "技师", "hard", tuple(rows))


def pitting_index():
    # Pitting resistance equivalent PREN = Cr + 3.3Mo + 16N; one of four weld metals reaches the limit.
    rows = []
    for limit, mo, n in [(24, "2.3", "0.05"), (25, "2.4", "0.06"), (26, "2.6", "0.06"), (27, "2.8", "0.07"),
                         (28, "2.9", "0.08"), (29, "3.0", "0.09"), (30, "2.8", "0.14"), (31, "2.9", "0.14"),
                         (32, "2.8", "0.15"), (33, "3.0", "0.15"), (34, "3.1", "0.15"), (35, "3.2", "0.16"),
                         (36, "3.2", "0.18"), (37, "3.4", "0.18"), (38, "3.6", "0.22"), (39, "3.8", "0.24"),
                         (40, "3.9", "0.25"), (41, "4.0", "0.26"), (42, "4.2", "0.26"), (43, "4.3", "0.28")]:
        cr = F(shown(limit + 1 - F("3.3") * F(mo) - 16 * F(n), 1))
        pren = cr + F("3.3") * F(mo) + 16 * F(n)

        def text(dc, dm, dn):
            return f"Cr {fixed(cr + F(dc), 1)}%、Mo {fixed(F(mo) + F(dm), 1)}%、N {fixed(F(n) + F(dn), 2)}%"

        rows.append(instance(
            f"含氯介质设备要求焊缝耐点蚀当量PREN=Cr+3.3Mo+16N不小于{limit}，下列熔敷金属成分中满足要求的是（　）。",
            text(0, 0, 0),
            [("只看含铬量", text(2, "-1.2", 0)), ("只看含钼量", text(-4, "0.4", 0)),
             ("只看含氮量", text("-1.5", "-0.5", "0.06"))],
            f"PREN={shown(cr, 1)}+3.3×{mo}+16×{n}{eq(pren, 1)}≥{limit}；其余三组均小于{limit}。"))
    return Family("pitting-index", "金属焊接性/不锈钢与耐热钢", "高级技师", "medium", tuple(rows))


def preheat_heat():
    # Heat for preheating Q = c*m*ΔT; propane mass = Q/(heating value*efficiency).
    rows = []
    metals = {"灰铸铁缸盖": "0.54", "紫铜母线": "0.39", "铝合金壳体": "0.92", "铸铁机座": "0.54"}
    for i, (mass, start, top) in enumerate([
            (35, 20, 620), (18, 25, 425), (12, 15, 165), (60, 20, 600), (42, 10, 610), (22, 20, 470), (15, 20, 200),
            (75, 15, 615), (50, 25, 625), (26, 15, 515), (20, 25, 225), (90, 20, 650), (28, 30, 600), (30, 20, 520),
            (25, 10, 190), (110, 25, 600), (64, 15, 635), (36, 25, 475), (16, 30, 230), (80, 10, 560)]):
        part, c = list(metals.items())[i % 4]
        eta = (20, 25, 30)[i % 3]
        heat = F(c) * mass * (top - start)
        gas = heat / 46 / F(eta, 100)
        rows.append(numeric(
            f"补焊质量{mass} kg的{part}，用丙烷从{start} ℃整体预热到{top} ℃，比热容取{c} kJ/(kg·℃)，丙烷热值46 MJ/kg，"
            f"热利用率{eta}%，约耗丙烷（　）g。",
            gas, 0,
            [("未计热利用率", heat / 46), ("乘1减热利用率", heat * 100 / 46 / (100 - eta)),
             ("起始温度加上", F(c) * mass * (top + start) / 46 / F(eta, 100)), ("误把热值当50", heat / 50 / F(eta, 100)),
             ("未减起始温度", F(c) * mass * top / 46 / F(eta, 100)), ("热利用率误用10%", heat / 46 / F(1, 10))],
            f"Q={c}×{mass}×({top}-{start}){eq(heat, 0)} kJ，"
            f"{shown(heat, 0)}÷(46×{shown(F(eta, 100), 2)}){eq(gas, 0)} g。"))
    return Family("preheat-heat", "金属焊接性/铸铁与有色金属", "中级工", "medium", tuple(rows))


def transverse_shrinkage():
    # Transverse shrinkage of a butt weld: ΔB = 0.18*A/δ + 0.05*b (textbook estimate for low-carbon steel).
    rows = []
    for n, t, area, b in [(2, 10, 75, 2), (3, 10, 82, 3), (4, 12, 105, 2), (5, 12, 112, 3), (6, 12, 98, 2),
                          (2, 14, 130, 3),
                          (3, 14, 142, 2), (4, 14, 136, 4), (5, 16, 165, 3), (6, 16, 172, 4), (7, 16, 158, 2),
                          (2, 18, 200, 3), (3, 18, 215, 4), (4, 20, 240, 3), (5, 20, 256, 4), (6, 20, 232, 2),
                          (3, 22, 290, 4), (4, 24, 330, 3), (5, 25, 355, 4), (2, 28, 420, 4)]:
        one = F(18, 100) * area / t + F(5, 100) * b
        rows.append(numeric(
            f"拼板有{n}条平行的对接焊缝，板厚δ={t} mm，每条焊缝截面积A={area} mm²，根部间隙b={b} mm，"
            "横向收缩量按ΔB=0.18A/δ+0.05b估算，宽度方向下料应留收缩余量约（　）mm。",
            n * one, 1,
            [("只算一条焊缝", one), ("漏计间隙项", n * F(18, 100) * area / t),
             ("系数对调", n * (F(5, 100) * area / t + F(18, 100) * b)), ("焊缝条数少一", (n - 1) * one),
             ("焊缝条数多一", (n + 1) * one),
             ("间隙项乘两次", n * (one + F(5, 100) * b)), ("系数0.18误用0.25", n * (F(25, 100) * area / t + F(5, 100) * b))],
            f"每条ΔB=0.18×{area}÷{t}+0.05×{b}{eq(one, 2)} mm，{n}条共约{shown(n * one, 1)} mm。"))
    return Family("transverse-shrinkage", "焊接质量/焊接应力与变形", "高级工", "medium", tuple(rows))


def counter_deformation():
    # Pre-set angle: one plate lies flat, the other is raised by h = B*sin(θ) at its outer edge.
    rows = []
    sines = {"2": "0.0349", "2.5": "0.0436", "3": "0.0523", "3.5": "0.0610", "4": "0.0698"}
    for i, width in enumerate((100, 125, 150, 120) * 5):
        angle = list(sines)[i // 4]
        h = width * F(sines[angle])
        rows.append(numeric(
            f"两块宽{width} mm的试板V形坡口平对接，一块平放、另一块翘起，预置反变形角{angle}°，"
            f"翘起板外侧边缘应垫高约（　）mm。（sin{angle}°取{sines[angle]}）",
            h, 1,
            [("按两块板总宽计", 2 * h), ("按半块板宽计", h / 2), ("多算半块板宽", h * 3 / 2), ("按一半反变形角再取半块板宽", h / 4),
             ("角度少取1°", width * (F(sines[angle]) - F("0.0175"))), ("角度多取1°", width * (F(sines[angle]) + F("0.0174")))],
            f"h=Bsinθ={width}×{sines[angle]}{eq(h, 1)} mm，翘起部分只有一块板的宽度。"))
    return Family("counter-deformation", "焊接质量/焊接应力与变形", "初级工", "easy", tuple(rows))


def undercut_length():
    # Welder test, TSG Z6002: undercut up to 0.5 mm deep, total of both sides at most 10% of the weld length.
    rows = []
    for pipe, found in [(42, 4), (48, 5), (51, 6), (57, 5), (60, 7), (76, 9), (89, 10), (108, 12), (114, 14), (133, 16),
                        (140, 18), (159, 20), (168, 17), (194, 24), (219, 25), (245, 30), (273, 32), (325, 36),
                        (377, 45),
                        (426, 50)]:
        limit = PI * pipe / 10
        rows.append(numeric(
            f"焊工考试φ{pipe} mm管对接试件，规定焊缝两侧咬边总长不超过焊缝长度的10%（焊缝长按外径周长，π取3.14）。"
            f"一侧咬边深度合格、长度共{found} mm，另一侧咬边长度最多允许约（　）mm。",
            limit - found, 1,
            [("未减已测长度", limit), ("每侧各按5%", limit / 2), ("把已测长度加上", limit + found),
             ("漏乘π", F(pipe, 10)),
             ("每侧5%再减已测长度", limit / 2 - found), ("漏乘π再减已测长度", F(pipe, 10) - found)],
            f"允许总长3.14×{pipe}×10%{eq(limit, 1)} mm，减去{found} mm，另一侧最多{shown(limit - found, 1)} mm。"))
    return Family("undercut-length", "焊接质量/焊接缺陷及防止", "初级工", "easy", tuple(rows))


def strip_flaw():
    # NB/T 47013.2, single elongated flaw: grade II T/3 (from 4 to 20 mm), grade III 2T/3 (from 6 to 30 mm).
    rows = []
    for i, t in enumerate([8, 10, 14, 16, 18, 22, 24, 28, 30, 34, 36, 40, 44, 48, 50, 54, 64, 70, 75, 80]):
        second = i % 2 == 0
        part, low, high = (F(t, 3), 4, 20) if second else (F(2 * t, 3), 6, 30)
        limit = min(max(part, low), high)
        rule = "Ⅱ级不超过T/3，最小可为4 mm，最大20 mm" if second else "Ⅲ级不超过2T/3，最小可为6 mm，最大30 mm"
        rows.append(numeric(
            f"射线检测按NB/T 47013.2评定单个条形缺陷长度：{rule}（T为公称厚度）。T={t} mm的对接焊缝，"
            f"{'Ⅱ' if second else 'Ⅲ'}级允许的单个条形缺陷最大长度为（　）mm。",
            limit, 1,
            [("未受上下限约束", part), ("套用另一级", F(2 * t, 3) if second else F(t, 3)), ("取成板厚一半", F(t, 2)),
             ("只取上限", high), ("只取下限", low)],
            f"{'T/3' if second else '2T/3'}{eq(part, 1)} mm，按最小{low} mm、最大{high} mm约束，取{shown(limit, 1)} mm。"))
    return Family("strip-flaw", "焊接质量/无损检测", "高级工", "medium", tuple(rows))


PROBES = ("1.0", "1.5", "2.0", "2.5", "3.0")  # K values of angle probes in the store


def probe_k():
    # Full coverage by direct and reflected beam: K >= (a + b + L0)/T, a and b half widths of the weld faces.
    rows = []
    for t, top, bottom, front in [
            (8, 12, 8, 10), (10, 14, 8, 12), (12, 16, 8, 12), (14, 18, 8, 11), (16, 20, 8, 12), (18, 22, 8, 12),
            (20, 24, 8, 12), (22, 26, 10, 13), (24, 28, 10, 12), (25, 28, 10, 14), (28, 32, 10, 13), (30, 34, 10, 14),
            (32, 36, 10, 12), (36, 38, 12, 13), (40, 40, 12, 14), (9, 12, 6, 11), (11, 14, 10, 12), (15, 18, 10, 14),
            (26, 30, 8, 14), (34, 36, 12, 15)]:
        need = F(top + bottom, 2) + front
        k = need / t

        def pick(value):
            return next((n for n, p in enumerate(PROBES) if F(p) >= value), len(PROBES) - 1)

        place = pick(k)
        moved = [("取大一档", place + 1), ("取小一档", place - 1), ("取大两档", place + 2), ("取小两档", place - 2),
                 ("取大三档", place + 3)]
        rows.append(ranked(
            f"超声检测{t} mm厚对接焊缝，上、下表面焊缝宽分别为{top} mm和{bottom} mm，探头前沿{front} mm。一、二次波要扫查整个截面，"
            "应使K≥(a+b+L0)/T（a、b为上、下焊缝半宽）。现有K1.0、1.5、2.0、2.5、3.0，应选的最小K值为（　）。",
            F(PROBES[place]),
            [("漏计探头前沿", F(PROBES[pick((need - front) / t)])), ("半宽当全宽", F(PROBES[pick(F(top + bottom + front, t))]))]
            + [(name, F(PROBES[n])) for name, n in moved if 0 <= n < len(PROBES)],
            f"(a+b+L0)/T=({top}÷2+{bottom}÷2+{front})÷{t}{eq(k, 2)}，选不小于它的最小一档K{PROBES[place]}。", lambda v: fixed(v, 1)))
    return Family("probe-k", "焊接质量/无损检测", "技师", "hard", tuple(rows))


# NB/T 47013.2-2015, grade AB, single wall, IQI on the source side: (above, up to, wire number, wire diameter), mm.
WIRES = (("3.5", "5", 15, "0.125"), ("5", "7", 14, "0.16"), ("7", "10", 13, "0.20"), ("10", "15", 12, "0.25"),
         ("15", "25", 11, "0.32"), ("25", "32", 10, "0.40"), ("32", "40", 9, "0.50"), ("40", "55", 8, "0.63"),
         ("55", "85", 7, "0.80"))


def iqi_wire():
    # Wire that must be seen: by the nominal thickness, the reinforcement does not count.
    rows = []
    for t, crown in [(6, 2), (7, 2), (8, 1), (9, 2), (10, 2), (12, 2), (14, 2), (15, 3), (16, 2), (18, 2), (20, 2),
                     (24, 2), (25, 3), (26, 3), (28, 2), (30, 3), (32, 3), (34, 3), (38, 3), (40, 3)]:
        place = next(n for n, row in enumerate(WIRES) if F(row[0]) < t <= F(row[1]))
        thick = next(n for n, row in enumerate(WIRES) if F(row[0]) < t + crown <= F(row[1]))
        texts = [f"丝号{number}（{d} mm）" for _, _, number, d in WIRES]
        first = max(place - 2, 0)
        table = "、".join(f"{low}～{high} mm用{number}号" for low, high, number, _ in WIRES[first:first + 4])
        rows.append(ranked(
            f"某射线检测工艺卡规定应识别丝号按公称厚度选（各段不含下限、含上限）：{table}。"
            f"板厚{t} mm、余高{crown} mm的对接焊缝单壁透照，应识别的像质计丝号（丝径）为（　）。",
            place + 1,
            [("把余高计入厚度", thick + 1), ("查到相邻较厚一段", place + 2), ("查到相邻较薄一段", place)]
            + [("查到别的段", n + 1) for n in range(first, first + 4) if n != place],
            f"按公称厚度{t} mm（不计余高），属{WIRES[place][0]}～{WIRES[place][1]} mm段，应识别{texts[place]}。",
            lambda n: texts[int(n) - 1]))
    return Family("iqi-wire", "焊接质量/无损检测", "高级工", "easy", tuple(rows))


def bend_rollers():
    # GB/T 2653: distance between rollers d+2a to d+3a, former d = k*a.
    rows = []
    for i, a in enumerate([3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20]):
        k = 4 if i < 10 else 3
        d = k * a
        rows.append(instance(
            f"焊接接头横向弯曲试验，试样厚度a={a} mm，压头直径取{k}a，两支承辊间净距按d+2a～d+3a（d为压头直径）调整，"
            "辊间净距应为（　）mm。",
            span(d + 2 * a, d + 3 * a),
            [("压头直径当半径", span(2 * d + 2 * a, 2 * d + 3 * a)), ("多加一个板厚", span(d + 3 * a, d + 4 * a)),
             ("只加一个和两个板厚", span(d + a, d + 2 * a)), ("漏计压头直径", span(2 * a, 3 * a))][i % 2:],
            f"d={k}×{a}={d} mm，辊间净距=({d}+2×{a})～({d}+3×{a})={span(d + 2 * a, d + 3 * a)} mm。"))
    return Family("bend-rollers", "焊接质量/力学性能试验", "中级工", "easy", tuple(rows))


def impact_group():
    # NB/T 47014: mean of three specimens not below the value, at most one below it and that not below 70%.
    rows = []
    for i, (steel, temperature, e) in enumerate([
            ("Q355B", 20, 34), ("Q355D", -20, 34), ("Q355NE", -40, 31), ("Q245R", 0, 34), ("Q345R", 0, 41),
            ("Q370R", -20, 47),
            ("18MnMoNbR", 0, 47), ("13MnNiMoR", 0, 47), ("15CrMoR", 20, 47), ("12Cr2Mo1R", 20, 47),
            ("12Cr1MoVR", 20, 47),
            ("16MnDR", -40, 47), ("15MnNiDR", -45, 60), ("09MnNiDR", -70, 60), ("07MnMoVR", -20, 80), ("Q420C", 0, 34),
            ("Q390D", -20, 34), ("AH36船体结构钢板", 0, 34), ("EH36船体结构钢板", -40, 34), ("D级船体结构钢板", -20, 27)]):
        low, small = ceil(e * F(3, 4)) + i % 2, floor(e * F(3, 5)) + i % 2

        def text(*values):
            return "、".join(str(v) for v in values)

        right = (low, e + 4, e + (e - low) + 3 + i % 3)
        rows.append(instance(
            f"{steel}{'' if '板' in steel else '钢'}焊接工艺评定，焊缝{str(temperature).replace('-', '−')} ℃冲击吸收能量规定值{e} J（标准试样）。要求三个试样平均值不低于规定值，至多一个低于"
            "规定值且不低于其70%。下列各组结果（J）合格的是（　）。",
            text(*right),
            [("忽略单值70%的规定", text(small, e + 9 + i % 3, e + (e - small) + 2)),
             ("忽略只许一个偏低", text(e - 2, e - 3, e + 12 + i % 4)),
             ("忽略平均值", text(low + 1, e, e + 1))],
            f"{text(*right)}平均约{shown(F(sum(right), 3), 1)} J，不低于{e} J，仅一个低于{e} J且{low}≥0.7×{e}={shown(e * F(7, 10), 1)}；其余或均值低、或两个偏低、或单值过低。"))
    return Family("impact-group", "焊接质量/力学性能试验", "中级工", "medium", tuple(rows))


def reduction_area():
    # Reduction of area of a round tensile specimen: Z = (d0² - du²)/d0².
    rows = []
    for d0, du in [("10", "6.2"), ("10", "6.6"), ("10", "5.8"), ("10", "7.0"), ("10", "6.4"), ("8", "5.0"),
                   ("8", "5.3"),
                   ("8", "4.6"), ("8", "5.6"), ("6", "3.7"), ("6", "4.0"), ("6", "3.4"), ("5", "3.1"), ("5", "3.3"),
                   ("5", "2.8"), ("12.5", "7.6"), ("12.5", "8.0"), ("12.5", "8.6"), ("14", "8.5"), ("14", "9.0")]:
        a, b = F(d0) ** 2, F(du) ** 2
        z = (a - b) * 100 / a
        rows.append(numeric(
            f"熔敷金属圆形拉伸试样原始直径{d0} mm，拉断后缩颈处最小直径{du} mm，断面收缩率约为（　）%。",
            z, 0,
            [("用直径之差比原直径", (F(d0) - F(du)) * 100 / F(d0)), ("求成剩余面积比", b * 100 / a),
             ("用直径之比", F(du) * 100 / F(d0)), ("分母用两面积之和", (a - b) * 100 / (a + b)), ("差值又减半", z / 2),
             ("误用直径立方之差", (1 - (F(du) / F(d0)) ** 3) * 100), ("分母误用断后面积与原面积平均", (a - b) * 200 / (a + b))],
            f"Z=(d0²-du²)/d0²=({d0}²-{du}²)÷{d0}²{eq(z, 0)}%。"))
    return Family("reduction-area", "焊接质量/力学性能试验", "高级工", "easy", tuple(rows))


def cooling_time():
    # EN 1011-2, thick plate: t8/5 = (6700-5T0)*Q*(1/(500-T0) - 1/(800-T0))*F3, Q = η*E in kJ/mm.
    rows = []
    for i, (e, t0) in enumerate([("1.2", 100), ("1.4", 100), ("1.6", 100), ("1.8", 100), ("2.0", 100), ("1.2", 125),
                                 ("1.5", 125), ("1.7", 125), ("1.9", 125), ("2.2", 125), ("1.0", 150), ("1.3", 150),
                                 ("1.5", 150), ("1.8", 150), ("2.1", 150), ("1.1", 175), ("1.4", 175), ("1.6", 175),
                                 ("1.3", 200), ("1.7", 200)]):
        shape, f3 = (("对接填充焊道", F("0.9")), ("T形接头角焊缝", F("0.67")))[i % 2]
        eta = F("0.85")

        def time(temp, efficiency=eta, factor=f3, head=None):
            head = 6700 - 5 * temp if head is None else head
            return head * efficiency * F(e) * (F(1, 500 - temp) - F(1, 800 - temp)) * factor

        key = time(t0)
        rows.append(numeric(
            f"厚板MAG焊{shape}，热输入E={e} kJ/mm，热效率0.85，预热温度T0={t0} ℃，接头形状系数F3={shown(f3, 2)}。"
            "按t8/5=(6700-5T0)·ηE·[1/(500-T0)-1/(800-T0)]·F3，t8/5约为（　）s。",
            key, 1,
            [("漏乘热效率", time(t0, efficiency=1)), ("漏乘形状系数", time(t0, factor=1)), ("未代入预热温度", time(0)),
             ("首项未减5T0", time(t0, head=6700)), ("热效率乘两次", time(t0, efficiency=eta * eta)),
             ("形状系数乘两次", time(t0, factor=f3 * f3))],
            f"(6700-5×{t0})×0.85×{e}×[1/{500 - t0}-1/{800 - t0}]×{shown(f3, 2)}{eq(key, 1)} s。"))
    return Family("cooling-time", "焊接工艺/热输入、预热与焊后热处理", "高级技师", "hard", tuple(rows))


def pwht_hold():
    # GB/T 30583: thickness of the thinner part; up to 50 mm δ/25 h (at least 1/4 h), above 50 mm (150+δ)/100 h.
    rows = []

    def hold(t):
        return max(F(t, 25), F(1, 4)) if t <= 50 else F(150 + t, 100)

    for thin, thick in [(16, 22), (18, 26), (20, 28), (22, 30), (24, 32), (26, 36), (28, 40), (30, 42), (32, 45),
                        (34, 48),
                        (36, 50), (38, 52), (40, 56), (44, 60), (48, 64), (52, 80), (56, 90), (60, 100), (66, 110),
                        (70, 120)]:
        key, average = hold(thin), hold((thin + thick) // 2)
        rows.append(numeric(
            f"{thin} mm与{thick} mm厚的碳素钢筒节对接，焊后热处理厚度δ按不等厚对接接头确定。最短保温时间规定："
            "δ不大于50 mm时为δ/25 h且不少于1/4 h，大于50 mm时为(150+δ)/100 h。最短保温时间为（　）h。",
            key, 2,
            [("用较厚侧厚度", hold(thick)), ("错用另一段公式", F(150 + thin, 100) if thin <= 50 else F(thin, 25)),
             ("用平均厚度", average), ("用两板厚度之和", hold(thin + thick)), ("用两板厚度之差", hold(thick - thin)),
             ("按厚度的一半", key / 2), ("按每30 mm 1 h", F(thin, 30))],
            f"不等厚对接取较薄侧δ={thin} mm，" + (f"{thin}÷25" if thin <= 50 else f"(150+{thin})÷100")
            + f"={shown(key, 2)} h。"))
    return Family("pwht-hold", "焊接工艺/热输入、预热与焊后热处理", "高级工", "medium", tuple(rows))


def welder_scope():
    # TSG Z6002: scope of a pipe butt test, least outside diameter and greatest thickness of weld metal.
    rows = []
    for d, t in [(20, 3), (22, 4), (24, 5), (25, 3), (32, 4), (38, 5), (42, 6), (45, 7), (48, 8), (51, 9), (57, 4),
                 (60, 11), (73, 10), (76, 6), (89, 8), (108, 10), (114, 12), (133, 14), (159, 11), (168, 16)]:
        least = d if d < 25 else 25 if d < 76 else 76

        def text(diameter, thickness):
            limit = f"不大于{thickness} mm" if thickness else "不限"
            return f"外径不小于{diameter} mm，焊缝金属厚度{limit}"

        most = 2 * t if t < 12 else 0
        rows.append(instance(
            f"TSG Z6002规定管材试件外径适用下限：D＜25 mm为D，25 mm≤D＜76 mm为25 mm，D≥76 mm为76 mm；焊缝金属厚度上限："
            f"t＜12 mm为2t，t≥12 mm（焊缝不少于3层）不限。φ{d}×{t} mm管对接试件{'焊5层' if t >= 12 else '焊满'}合格，其最大适用范围为（　）。",
            text(least, most),
            [("厚度只到试件厚度", text(least, t)), ("外径取错一档", text(76 if least < 76 else 25, most)),
             ("厚度外径都取错", text(76 if least < 76 else 25, t)), ("以试件外径为下限", text(d, most))],
            f"D={d} mm，外径下限{least} mm；t={t} mm，焊缝金属厚度{f'上限2×{t}={most} mm' if most else '不限'}。"))
    return Family("welder-scope", "焊接工艺/工艺评定与焊工考试", "中级工", "medium", tuple(rows))


def pqr_scope():
    # NB/T 47014: base metal range with impact test, lower bound min(T, 16), upper bound 2T (6 <= T < 38).
    rows = []
    for t in (6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 20, 22, 24, 25, 28, 30, 32, 36):
        low, plain = min(t, 16), F("1.5") if t <= 10 else 5
        rows.append(instance(
            f"NB/T 47014对接焊缝评定，6 mm≤T＜38 mm时适用母材厚度上限为2T，规定冲击试验时下限取T与16 mm两者中的较小值。"
            f"T={t} mm且规定冲击试验的评定合格后，适用于焊件母材厚度（　）mm。",
            span(low, 2 * t, 1),
            [("用无冲击要求的下限", span(plain, 2 * t, 1)), ("下限取较大值", span(max(t, 16), max(2 * t, 20), 1)),
             ("上限取1.5T", span(low, F(3 * t, 2), 1)), ("上限取T+16", span(low, t + 16, 1))],
            f"下限取{t}与16的较小值{low} mm，上限2×{t}={2 * t} mm，适用{low}～{2 * t} mm。"))
    return Family("pqr-scope", "焊接工艺/工艺评定与焊工考试", "高级工", "medium", tuple(rows))


def weave_frequency():
    # Weaving of a robot: one pitch per period, f = v/λ.
    rows = []
    for i, (speed, pitch) in enumerate([(24, "2"), (30, "2.5"), (36, "3"), (42, "2"), (27, "3"), (33, "2.2"), (45, "3"),
                                        (39, "2.6"), (48, "2.5"), (21, "2"), (54, "3"), (28, "3.5"), (35, "2.8"),
                                        (40, "4"), (26, "2.4"), (32, "3.2"), (38, "3.8"), (44, "2.2"), (50, "4"),
                                        (25, "3.6")]):
        width = F(("4", "5", "6", "4.5")[i % 4])
        f = F(speed * 10, 60) / F(pitch)
        rows.append(numeric(
            f"机器人摆动焊接，焊接速度{speed} cm/min，摆幅{shown(width, 1)} mm，要求每个摆动周期沿焊缝前进{pitch} mm，摆动频率应设为约（　）Hz。",
            f, 2,
            [("用摆幅代替摆距", F(speed * 10, 60) / width), ("左右各算一次", f * 2), ("一个周期当两个摆距", f / 2),
             ("摆距与摆幅相加", F(speed * 10, 60) / (F(pitch) + width)),
             ("左右各算两次", f * 4), ("摆距取摆幅之差", F(speed * 10, 60) / max(abs(width - F(pitch)), F(1, 10)))],
            f"v={speed}×10÷60{eq(F(speed, 6), 2)} mm/s，"
            f"f=v/λ={shown(F(speed, 6), 2)}÷{pitch}{eq(f, 2)} Hz，与摆幅无关。"))
    return Family("weave-frequency", "自动化焊接/机器人焊接", "中级工", "easy", tuple(rows))


def positioner_speed():
    # Positioner turning a girth weld under a fixed torch: n = v/(πD), here in degrees per second = 360*v/(πD).
    rows = []
    for d, speed in [(60, 240), (76, 260), (89, 280), (108, 300), (114, 320), (133, 340), (140, 360), (159, 300),
                     (168, 380), (194, 400), (219, 420), (245, 360), (273, 450), (299, 400), (325, 480), (355, 420),
                     (377, 500), (406, 450), (426, 520), (508, 480)]:
        key = F(360) * speed / 60 / (PI * d)
        rows.append(numeric(
            f"焊枪固定，变位机带动外径{d} mm的{'筒体' if d > 300 else '管件'}匀速回转焊接环缝，要求焊接速度{speed} mm/min，"
            "变位机转速应设为约（　）°/s。（π取3.14）",
            key, 1,
            [("半径代替直径", key * 2), ("周长用2πD", key / 2), ("漏乘π", key * PI), ("一周按180°且漏乘π", key * PI / 2),
             ("求成r/min", key / 6), ("漏乘π且用半径", key * PI * 2)],
            f"ω=360v/(60πD)=360×{speed}÷(60×3.14×{d}){eq(key, 1)} °/s。"))
    return Family("positioner-speed", "自动化焊接/机器人焊接", "中级工", "medium", tuple(rows))


def bottle_place():
    # GB 9448: oxygen and acetylene cylinders at least 5 m apart, both at least 10 m from open flame.
    rows = []
    sites = ("锅炉房检修", "厂房外管廊动火", "码头栈桥焊补", "车间设备基础割除", "泵房管道改造", "钢结构安装工地", "储煤筒仓检修")
    for i in range(20):
        x, site = 10 + i % 5 + i // 7, sites[i % 7]
        near_east, near_west = 2 + i % 3, 6 + i % 4
        right = f"动火点以东{x + 6 + i % 2} m处" if i % 2 else f"动火点以西{11 + i % 4} m处"
        rows.append(instance(
            f"{site}，氧气瓶放在动火点以东{x} m处，乙炔瓶与两者在同一东西直线上，乙炔瓶放在（　）符合安全距离要求。",
            right,
            [("与氧气瓶不足5 m", f"动火点以东{x + near_east} m处"), ("与动火点不足10 m", f"动火点以西{near_west} m处"),
             ("在两者之间且距氧气瓶不足5 m", f"动火点以东{x - near_east} m处")],
            "氧气瓶与乙炔瓶间距不小于5 m，两瓶距明火均不小于10 m；" + (
                f"该处距氧气瓶{6 + i % 2} m、距动火点{x + 6 + i % 2} m。" if i % 2
                else f"该处距动火点{11 + i % 4} m、距氧气瓶{x + 11 + i % 4} m。")))
    return Family("bottle-place", "安全生产/焊接安全与职业卫生", "初级工", "medium", tuple(rows))


def fume_ventilation():
    # Dilution ventilation: air = fume rate / (limit - background); GBZ 2.1 total welding fume 4 mg/m³.
    rows = []
    for i, (welders, use, rate) in enumerate([(2, "0.8", 7), (3, "0.8", 8), (4, "0.9", 7), (5, "1.0", 8), (6, "0.7", 6),
                                              (8, "0.8", 7), (10, "0.6", 8), (2, "1.2", 12), (3, "1.1", 14),
                                              (4, "1.0", 13),
                                              (5, "0.9", 12), (6, "1.2", 11), (8, "0.9", 14), (3, "1.5", 10),
                                              (4, "1.4", 9),
                                              (2, "1.6", 15), (6, "1.0", 16), (7, "0.8", 12), (9, "0.7", 10),
                                              (7, "0.6", 9)]):
        back = ("0.5", "1", "0.8", "0.6")[i % 4]
        fume = welders * F(use) * rate * 1000
        air = fume / (4 - F(back))
        rows.append(numeric(
            f"{welders}名焊工同时施焊，每人每小时消耗焊接材料{use} kg，发尘量{rate} g/kg，进风含尘{back} mg/m³，"
            "电焊烟尘允许浓度4 mg/m³，按全面稀释计算，所需通风量约为（　）m³/h。",
            air, 0,
            [("未减进风含尘", fume / 4), ("加上进风含尘", fume / (4 + F(back))), ("只算一名焊工", air / welders),
             ("浓度误用6 mg/m³", fume / 6),
             ("进风含尘减两次", fume / (4 - 2 * F(back))), ("浓度误用2 mg/m³", fume / 2)],
            f"发尘{welders}×{use}×{rate}×1000={shown(fume, 0)} mg/h，L={shown(fume, 0)}÷(4-{back}){eq(air, 0)} m³/h。"))
    return Family("fume-ventilation", "安全生产/焊接安全与职业卫生", "技师", "medium", tuple(rows))


FAMILIES = [
    arc_voltage(), short_circuit_feed(), groove_width(), groove_area(), intermittent_count(), fillet_leg(),
    electrode_model(), electrode_baking(), electrode_count(), gas_code(), mixed_gas_use(), duty_minutes(),
    working_point(), cable_section(), position_current(), weld_layers(), run_out_length(), co2_voltage(),
    deposition_rate(), fillet_speed(), tig_gas_flow(), tungsten_size(), argon_bottles(), saw_dilution(),
    spot_heat(), spot_count(), braze_lap(), braze_gap(), flame_type(), cutting_torch(), strip_count(),
    oxygen_metres(), gouging_current(), carbon_equivalent(), preheat_pcm(), dissimilar_weld(), pitting_index(),
    preheat_heat(), transverse_shrinkage(), counter_deformation(), undercut_length(), strip_flaw(), probe_k(),
    iqi_wire(), bend_rollers(), impact_group(), reduction_area(), cooling_time(), pwht_hold(), welder_scope(),
    pqr_scope(), weave_frequency(), positioner_speed(), bottle_place(), fume_ventilation(),
]
